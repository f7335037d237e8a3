/*
 * source.h - the file that a response header speaks of.
 */
#ifndef TSMP4_SOURCE_H
#define TSMP4_SOURCE_H

#include "ats.h"
#include "engine.h"
#include "seek.h"
#include "subrequest.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The transaction's URL of the cache, which rules and plugins may have changed from the client's: TSfree frees it.
 * NULL = there is none.
 */
char *source_url(TSHttpTxn txn, int *size);

/*
 * Names the file to the engine by a header of it and the transaction's URL of the cache; what find answers.
 * size: -1 = as the header says.
 */
int32_t source_find(struct seek *seek, TSMBuffer buffer, TSMLoc header, int64_t size, enum tsmp4_use use,
                    struct tsmp4_answer *answer);

/*
 * Whether this is an answer to what was asked, the bytes [begin, *end) of the file that is meant; fewer may have come, then
 * *end says so. The first one may say which file that is.
 */
bool source_is_part(struct seek *seek, enum subrequest from, TSMBuffer buffer, TSMLoc header, int64_t begin,
                    int64_t *end);

#ifdef __cplusplus
}
#endif
#endif
