/*
 * find_index.h - asks the engine whether it knows the index of a file.
 */
#ifndef TSMP4_SOURCE_FIND_INDEX_H
#define TSMP4_SOURCE_FIND_INDEX_H

#include "ats/ats.h"
#include "engine/engine_seek.h"

/*
 * Names the file to the engine, by a response header of the file and its URL, and returns what find answers. size: of
 * the file in bytes; -1 = as the header says. To be called with the transaction's mutex.
 */
int32_t find_index(struct engine_seek *seek, TSHttpTxn txn, TSMBuffer buffer, TSMLoc header, int64_t size,
                   enum tsmp4_use use, struct tsmp4_answer *answer);

#endif
