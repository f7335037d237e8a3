#include "check.h"
#include "source/fill_places.h"

static struct fill_places places;

static void one_url(void)
{
    memset(&places, 0, sizeof places);
    CHECK(fill_places_take(&places, 7, 4, 100));
    CHECK(!fill_places_take(&places, 7, 4, 100));
    CHECK(!fill_places_take(&places, 7, 4, 100 + FILL_QUIET_MOST));
    fill_places_leave(&places, 7, 110);
    CHECK(!fill_places_take(&places, 7, 4, 110 + FILL_QUIET_SECONDS - 1));
    CHECK(fill_places_take(&places, 7, 4, 110 + FILL_QUIET_SECONDS));
}

/* What cannot be stored is asked of its origin less and less; what was stored, and left the cache, is as new. */
static void again(void)
{
    memset(&places, 0, sizeof places);
    int64_t now = 100;
    int64_t quiet = FILL_QUIET_SECONDS;
    for (int i = 0; i < 20; i++) {
        CHECK(fill_places_take(&places, 7, 4, now));
        fill_places_leave(&places, 7, now);
        CHECK(!fill_places_take(&places, 7, 4, now + quiet - 1));
        now += quiet;
        int64_t twice = i == 0 ? FILL_QUIET_AGAIN : 2 * quiet;
        quiet = twice < FILL_QUIET_MOST ? twice : FILL_QUIET_MOST;
    }
    CHECK(quiet == FILL_QUIET_MOST);
    now += 2 * FILL_QUIET_MOST;
    CHECK(fill_places_take(&places, 7, 4, now));
    fill_places_leave(&places, 7, now);
    CHECK(!fill_places_take(&places, 7, 4, now + FILL_QUIET_SECONDS - 1));
    CHECK(fill_places_take(&places, 7, 4, now + FILL_QUIET_SECONDS));
}

/* What a fill has shown to be too large, or forbidden, is not asked for a minute later. */
static void failed(void)
{
    memset(&places, 0, sizeof places);
    fill_places_fail(&places, 7);
    CHECK(fill_places_take(&places, 7, 4, 100));
    fill_places_fail(&places, 7);
    fill_places_leave(&places, 7, 110);
    CHECK(!fill_places_take(&places, 7, 4, 110 + FILL_QUIET_AGAIN - 1));
    CHECK(fill_places_take(&places, 7, 4, 110 + FILL_QUIET_AGAIN));
    fill_places_fail(&places, 7);
    fill_places_leave(&places, 7, 5000);
    CHECK(!fill_places_take(&places, 7, 4, 5000 + 2 * FILL_QUIET_AGAIN - 1));
    CHECK(fill_places_take(&places, 7, 4, 5000 + 2 * FILL_QUIET_AGAIN));
}

static void limit(void)
{
    memset(&places, 0, sizeof places);
    CHECK(!fill_places_take(&places, 1, 0, 100));
    CHECK(fill_places_take(&places, 1, 2, 100));
    CHECK(fill_places_take(&places, 2, 2, 100));
    CHECK(!fill_places_take(&places, 3, 2, 100));
    fill_places_leave(&places, 1, 100);
    CHECK(fill_places_take(&places, 3, 2, 100));
}

/* More URLs than places: the one that was filled longest ago is forgotten, never one that is being filled. */
static void full(void)
{
    memset(&places, 0, sizeof places);
    CHECK(fill_places_take(&places, 1, FILL_PLACES + 9, 1));
    for (uint64_t url = 2; url <= FILL_PLACES + 5; url++) {
        CHECK(fill_places_take(&places, url, FILL_PLACES + 9, (int64_t)url));
        fill_places_leave(&places, url, (int64_t)url);
    }
    CHECK(!fill_places_take(&places, 1, FILL_PLACES + 9, FILL_PLACES + 6));
    CHECK(fill_places_take(&places, 2, FILL_PLACES + 9, FILL_PLACES + 6));
    CHECK(!fill_places_take(&places, FILL_PLACES + 5, FILL_PLACES + 9, FILL_PLACES + 6));
    for (uint64_t url = 1000; url < 1000 + FILL_PLACES; url++) {
        fill_places_take(&places, url, 2 * FILL_PLACES, 10000);
    }
    CHECK(!fill_places_take(&places, 5000, 2 * FILL_PLACES, 20000));
    /* The place of the first fill is its own until it ends. */
    fill_places_leave(&places, 1, 20000);
    CHECK(fill_places_take(&places, 5000, 2 * FILL_PLACES, 20000));
}

int main(void)
{
    one_url();
    again();
    failed();
    limit();
    full();
    return checks_failed != 0;
}
