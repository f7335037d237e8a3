/*
 * subrequest.h - a request of the plugin's own, through Traffic Server, for the file of a transaction.
 */
#ifndef TSMP4_SUBREQUEST_H
#define TSMP4_SUBREQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "ats.h"

#ifdef __cplusplus
extern "C" {
#endif

enum subrequest {
    SUBREQUEST_CACHE,  /* a part of the file, from the cache alone */
    SUBREQUEST_ORIGIN, /* a part of the file, past the cache: an object being written there would be waited for */
    SUBREQUEST_FILL    /* all of the file, for the cache: broken off when it is there, or may not be stored */
};

/* To be called before any other, once; it makes the word by which this copy of the plugin knows its own requests. */
void subrequest_open(void);

/*
 * Writes a GET of the transaction's URL, with the client's own header, so that the rule and the plugins of the rule
 * decide as they did for it, those before this one by the very URL that the client sent. Of a part, the bytes
 * [begin, end) are asked for. False = the request cannot be made.
 */
bool subrequest_write(TSIOBuffer request, TSHttpTxn txn, enum subrequest kind, int64_t begin, int64_t end);

/*
 * At remap: whether this is a request of our own, of the file itself whatever seek arguments its URL has; it is treated as
 * its kind asks.
 */
bool subrequest_arrive(TSHttpTxn txn, const TSRemapRequestInfo *request);

#ifdef __cplusplus
}
#endif
#endif
