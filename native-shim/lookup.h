/*
 * lookup.h - what the cache has of a seek's file, and the index of that file.
 */
#ifndef TSMP4_LOOKUP_H
#define TSMP4_LOOKUP_H

#include <stdbool.h>

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * At TS_EVENT_HTTP_CACHE_LOOKUP_COMPLETE, which may come several times. A fresh file whose index is known, or is read now
 * by internal requests, is planned, and only what the cut needs will be read of it. True = the transaction is held
 * meanwhile, and is reenabled later.
 */
bool lookup_begin(struct seek *seek);

#ifdef __cplusplus
}
#endif
#endif
