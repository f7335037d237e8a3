/*
 * source.h - the file that a response header speaks of.
 */
#ifndef TSMP4_SOURCE_H
#define TSMP4_SOURCE_H

#include "ats.h"
#include "engine.h"
#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

enum source_use {
    SOURCE_STREAM,   /* it will be read from its first byte on */
    SOURCE_SEEKABLE, /* it can be read anywhere */
    SOURCE_PEEK      /* it is not read now: only an index that is known is of use */
};

/*
 * Names the file to the engine by a header of it and the transaction's URL of the cache; what find answers.
 * size: -1 = as the header says.
 */
int32_t source_find(struct seek *seek, TSMBuffer buffer, TSMLoc header, int64_t size, enum source_use use,
                    struct tsmp4_answer *answer);

#ifdef __cplusplus
}
#endif
#endif
