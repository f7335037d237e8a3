/*
 * origin.h - what the origin answers of a seek's file, which is not in the cache or was stale.
 */
#ifndef TSMP4_ORIGIN_H
#define TSMP4_ORIGIN_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* At TS_EVENT_HTTP_READ_RESPONSE_HDR. False = what it says cannot be sent. */
bool origin_answered(struct seek *seek);

#ifdef __cplusplus
}
#endif
#endif
