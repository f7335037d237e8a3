/*
 * own_request.h - a request that the plugin makes itself, through Traffic Server, for the file of a transaction.
 */
#ifndef TSMP4_SOURCE_OWN_REQUEST_H
#define TSMP4_SOURCE_OWN_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "ats/ats.h"
#include "source/validator.h"

enum own_request {
    OWN_REQUEST_CACHE,  /* a part of the file, from the cache alone */
    OWN_REQUEST_ORIGIN, /* a part of the file, past the cache, where it would wait for an object being written */
    OWN_REQUEST_FILL    /* all of the file, for the cache */
};

/* Makes the word by which this copy of the plugin knows its own requests. To be called once, before any other. */
void own_request_open(void);

/*
 * Writes a GET of the transaction's URL as the client sent it, with the client's own header fields, so that the rule
 * and its plugins decide as they did for the client. A part is the bytes [begin, end) of the file. False = the request
 * cannot be made. To be called while the transaction has its client.
 */
bool own_request_write(TSIOBuffer request, TSHttpTxn txn, enum own_request kind, int64_t begin, int64_t end);

/*
 * Gives the transaction a connection to the origin that no other has used or will use. For requests with Range, and for
 * those with a transform: an origin may send more than it was asked for. If the connection were used again, Traffic
 * Server would take the rest for the next answer, or would end with a failed assertion. To be called before the origin
 * is connected to.
 */
void own_request_use_own_connection(TSHttpTxn txn);

/* What the answers to such requests must have in common, to be of one file. */
enum sameness own_request_sameness(enum own_request kind);

/*
 * At remap: whether this is a request of this copy of the plugin itself. It is for the file, whatever seek arguments
 * its URL has. kind tells what it is for.
 */
bool own_request_arrive(TSHttpTxn txn, const TSRemapRequestInfo *request, enum own_request *kind);

#endif
