/*
 * request_copy.h - what a client asked, kept until the engine is told.
 */
#ifndef TSMP4_ENGINE_REQUEST_COPY_H
#define TSMP4_ENGINE_REQUEST_COPY_H

#include "engine.h"

/* A copy that holds its texts itself, in one block of memory. The caller ends with TSfree. */
struct tsmp4_request *request_copy(const struct tsmp4_request *request);

#endif
