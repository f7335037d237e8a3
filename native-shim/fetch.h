/*
 * fetch.h - reads a part of a file through Traffic Server itself, while the transaction that wants it is held.
 */
#ifndef TSMP4_FETCH_H
#define TSMP4_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "ats.h"
#include "options.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The answer to a fetch; lives for the call. */
struct fetch_reply {
    TSMBuffer buffer; /* of the header; NULL when there was no answer at all */
    TSMLoc header;
    TSHttpStatus status;
    const char *body;
    int64_t body_size;
};

/* Called once, on a thread of Traffic Server, with the transaction's mutex. */
typedef void (*fetch_done)(void *data, const struct fetch_reply *reply);

/*
 * Asks the cache, and it alone, for the bytes [begin, end) of the transaction's file.
 * To be called with the transaction's mutex on its own thread; false = it cannot be asked, done is not called.
 */
bool fetch_range(TSHttpTxn txn, const struct options *options, int64_t begin, int64_t end, fetch_done done, void *data);

#ifdef __cplusplus
}
#endif
#endif
