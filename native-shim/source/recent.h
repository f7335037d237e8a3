/*
 * recent.h - the last few items of a kind, for example those that a line was written about. Needs no server.
 */
#ifndef TSMP4_SOURCE_RECENT_H
#define TSMP4_SOURCE_RECENT_H

#include <stdbool.h>
#include <stdint.h>

#define RECENT_MOST 512

/* All zeros is an empty one. Not thread safe. */
struct recent {
    uint64_t all[RECENT_MOST]; /* their hashes, the last of them before next; 0 = none */
    int next;
};

/*
 * Whether the item is new. It is remembered from now on, until RECENT_MOST others have come. An item without a hash, 0,
 * is never new, and never remembered.
 */
bool recent_add(struct recent *recent, uint64_t hash);

bool recent_has(const struct recent *recent, uint64_t hash);

/* It is not there any more. */
void recent_remove(struct recent *recent, uint64_t hash);

#endif
