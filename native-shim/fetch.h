/*
 * fetch.h - reads a part of a file through Traffic Server itself, while the transaction that wants it is held.
 */
#ifndef TSMP4_FETCH_H
#define TSMP4_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "ats.h"

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
 * Asks for the bytes [begin, end) of the transaction's URL, with the client's own header, so that the rule and the
 * plugins of the rule decide as they did for it; the seek arguments are left out, so this plugin has no part in it.
 * Only the cache answers when from_cache is set, and only the file with that entity tag when etag is not NULL.
 * To be called with the transaction's mutex on its own thread; false = it cannot be asked, done is not called.
 */
bool fetch_range(TSHttpTxn txn, const char *start_arg, const char *end_arg, int64_t begin, int64_t end, bool from_cache,
                 const char *etag, fetch_done done, void *data);

#ifdef __cplusplus
}
#endif
#endif
