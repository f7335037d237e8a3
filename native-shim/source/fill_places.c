#include "source/fill_places.h"

#include <stddef.h>

bool fill_places_take(struct fill_places *places, uint64_t url, int64_t most, int64_t now)
{
    int64_t running = 0;
    struct fill_place *oldest = NULL;
    for (struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        if (place->url == url && (place->is_running || place->quiet_until > now)) {
            return false;
        }
        running += place->is_running ? 1 : 0;
        if (!place->is_running && (!oldest || place->quiet_until < oldest->quiet_until)) {
            oldest = place;
        }
    }
    if (running >= most || !oldest) {
        return false;
    }
    oldest->url = url;
    oldest->is_running = true;
    return true;
}

void fill_places_leave(struct fill_places *places, uint64_t url, int64_t now)
{
    for (struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        if (place->is_running && place->url == url) {
            place->is_running = false;
            place->quiet_until = now + FILL_QUIET_SECONDS;
        }
    }
}

bool fill_places_has(const struct fill_places *places, uint64_t url)
{
    for (const struct fill_place *place = places->all; place < places->all + FILL_PLACES; place++) {
        if (place->is_running && place->url == url) {
            return true;
        }
    }
    return false;
}
