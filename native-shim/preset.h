/*
 * preset.h - only the bytes that a cut needs are asked of the cache.
 */
#ifndef TSMP4_PRESET_H
#define TSMP4_PRESET_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Puts the range of the planned cut into the client's request header, from which Traffic Server reads the cache.
 * A cut that needs all of the file sets nothing.
 */
void preset_range(struct seek *seek);

/* No origin is to see that range. */
void preset_remove(struct seek *seek);

/* Where in the file the bytes that the cache delivers begin, by their number; -1 = they are none of ours. */
int64_t preset_position(const struct seek *seek, int64_t delivered);

#ifdef __cplusplus
}
#endif
#endif
