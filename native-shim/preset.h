/*
 * preset.h - only the bytes that a cut needs are asked of the cache, or of the origin.
 */
#ifndef TSMP4_PRESET_H
#define TSMP4_PRESET_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Puts the range of the planned cut into the client's request header, from which Traffic Server reads the cache or asks
 * the origin. A cut that needs all of the file sets nothing.
 */
void preset_range(struct seek *seek, enum preset whom);

/* No range any more. */
void preset_remove(struct seek *seek);

/* Whether a 206 of the origin has the very bytes that were asked for, of the file that was planned. */
bool preset_is_answered(const struct seek *seek, TSMBuffer buffer, TSMLoc header);

/* Where in the file the bytes that are delivered begin, by their number (-1: not known); -1 = they are none of ours. */
int64_t preset_position(const struct seek *seek, int64_t delivered);

#ifdef __cplusplus
}
#endif
#endif
