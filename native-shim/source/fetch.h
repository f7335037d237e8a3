/*
 * fetch.h - reads a part of a file through Traffic Server itself, while the transaction that wants it is held.
 */
#ifndef TSMP4_SOURCE_FETCH_H
#define TSMP4_SOURCE_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "ats/ats.h"
#include "source/own_request.h"

struct fetch;

/* What a fetch tells, on a thread of Traffic Server and with the transaction's mutex. */
struct fetch_calls {
    /* The header of the answer; it lives for the call. False: no more is wanted, and nothing more is told. */
    bool (*header)(void *data, TSMBuffer buffer, TSMLoc header);
    /* The next bytes of the body. False: as above. */
    bool (*body)(void *data, const char *bytes, int64_t size);
    /* There will be no more. Nothing is told after it. */
    void (*end)(void *data);
};

/*
 * Asks for the bytes [begin, end) of the transaction's file. To be called with the transaction's mutex on its own
 * thread. NULL = the request cannot be made, and nothing is told. What is returned lives until the last of the calls
 * above.
 */
struct fetch *fetch_range(TSHttpTxn txn, enum own_request from, int64_t begin, int64_t end,
                          const struct fetch_calls *calls, void *data);

/* Ends it: nothing more is told. With the transaction's mutex, and not while this one tells something. */
void fetch_cancel(struct fetch *fetch);

#endif
