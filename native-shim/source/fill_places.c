#include "source/fill_places.h"

#include <stddef.h>

static struct fill_place *find(struct fill_places *places, uint64_t url)
{
    for (struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        if (place->quiet > 0 && place->url == url) {
            return place;
        }
    }
    return NULL;
}

/* The place whose URL may be filled again soonest, or was never used; NULL = a fill is running in each place. */
static struct fill_place *oldest(struct fill_places *places)
{
    struct fill_place *oldest = NULL;
    for (struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        if (!place->is_running && (!oldest || place->quiet_until < oldest->quiet_until)) {
            oldest = place;
        }
    }
    return oldest;
}

static int64_t running(const struct fill_places *places)
{
    int64_t running = 0;
    for (const struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        running += place->is_running ? 1 : 0;
    }
    return running;
}

static int64_t longer(int64_t quiet)
{
    int64_t twice = quiet < FILL_QUIET_AGAIN ? FILL_QUIET_AGAIN : 2 * quiet;
    return twice < FILL_QUIET_MOST ? twice : FILL_QUIET_MOST;
}

bool fill_places_take(struct fill_places *places, uint64_t url, int64_t most, int64_t now)
{
    struct fill_place *known = find(places, url);
    struct fill_place *place = known ? known : oldest(places);
    if (!place || running(places) >= most || (known && (known->is_running || known->quiet_until > now))) {
        return false;
    }
    bool is_again = known && now - known->quiet_until < known->quiet;
    place->url = url;
    place->is_running = true;
    place->quiet = is_again ? longer(known->quiet) : FILL_QUIET_SECONDS;
    return true;
}

void fill_places_fail(struct fill_places *places, uint64_t url)
{
    struct fill_place *place = find(places, url);
    if (place && place->is_running && place->quiet < FILL_QUIET_AGAIN) {
        place->quiet = FILL_QUIET_AGAIN;
    }
}

void fill_places_leave(struct fill_places *places, uint64_t url, int64_t now)
{
    for (struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        if (place->is_running && place->url == url) {
            place->is_running = false;
            place->quiet_until = now + place->quiet;
        }
    }
}
