/*
 * fill_places.h - which URLs are being filled, or were a short time ago. Pure: the clock is an argument.
 */
#ifndef TSMP4_SOURCE_FILL_PLACES_H
#define TSMP4_SOURCE_FILL_PLACES_H

#include <stdbool.h>
#include <stdint.h>

/* How many URLs are remembered: many more than fills may run. */
#define FILL_PLACES 256

/*
 * If a URL has to be filled again soon after a fill, the cache did not keep the file, whatever the reason. So each URL
 * is left alone after a fill, at first for a minute. If it comes again before as much time has passed once more, it is
 * left alone for longer: an hour, then twice as long each time, up to a day. If a fill has shown that the file cannot
 * be stored, the URL is left alone for an hour at once.
 */
#define FILL_QUIET_SECONDS 60
#define FILL_QUIET_AGAIN (INT64_C(60) * 60)
#define FILL_QUIET_MOST (INT64_C(24) * 60 * 60)

struct fill_place {
    uint64_t url; /* its hash */
    bool is_running;
    int64_t quiet;       /* how long it is left alone after this fill, in seconds; 0 = the place was never used */
    int64_t quiet_until; /* seconds */
};

/* All zeros is an empty one. Not thread safe. */
struct fill_places {
    struct fill_place all[FILL_PLACES];
};

/*
 * Takes a place for a fill of the URL. False: it is being filled, or is to be left alone, or the number of fills that
 * are running has reached most.
 */
bool fill_places_take(struct fill_places *places, uint64_t url, int64_t most, int64_t now);

/* The fill of the URL, which is under way, has shown that the file cannot be stored. */
void fill_places_fail(struct fill_places *places, uint64_t url);

/* The fill of the URL is over. */
void fill_places_leave(struct fill_places *places, uint64_t url, int64_t now);

#endif
