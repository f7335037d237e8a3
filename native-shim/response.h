/*
 * response.h - the header that the client of a seek gets.
 */
#ifndef TSMP4_RESPONSE_H
#define TSMP4_RESPONSE_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* At TS_EVENT_HTTP_SEND_RESPONSE_HDR: that of the cut, where it is one; else the reason why not, for log formats. */
void response_write(const struct seek *seek);

#ifdef __cplusplus
}
#endif
#endif
