/*
 * transform.h - a file on its way to the client becomes a cut.
 */
#ifndef TSMP4_TRANSFORM_H
#define TSMP4_TRANSFORM_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Adds the response transform to the seek's transaction, to be called once. The untransformed file is what is cached. */
void transform_add(struct seek *seek);

#ifdef __cplusplus
}
#endif
#endif
