/*
 * asked.h - what a seek asked for, kept until the engine is told.
 */
#ifndef TSMP4_ASKED_H
#define TSMP4_ASKED_H

#include "engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A copy with texts of its own, in one piece; the caller ends with TSfree. */
struct tsmp4_request *asked_keep(const struct tsmp4_request *request);

#ifdef __cplusplus
}
#endif
#endif
