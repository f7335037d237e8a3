/*
 * failure.h - the end of an answer that cannot begin: the client gets a 502 soon, not a timeout.
 */
#ifndef TSMP4_ANSWER_FAILURE_H
#define TSMP4_ANSWER_FAILURE_H

#include "ats/ats.h"

/* A 502 on its way to a client that has no header yet. Belongs to the caller of failure_deliver. */
struct failure;

/*
 * Has it delivered by the transaction's own thread. With the transaction's mutex, outside its hooks. The owner ends
 * with failure_cancel, in TS_HTTP_TXN_CLOSE.
 */
struct failure *failure_deliver(TSHttpTxn txn, TSEventThread thread);

/* The transaction is about to go: what was not delivered will not be. NULL is ignored. */
void failure_cancel(struct failure *failure);

/* Whether the origin ended a file that had not all come. */
bool failure_is_of_origin(TSHttpTxn txn);

/*
 * For when the cache cannot read on: Traffic Server would wait for the transform until the client's inactivity timeout.
 * An HTTP/1 connection is closed soon instead. That of HTTP/2 has other streams, so there the timeout has to do.
 */
void failure_close_client(TSHttpTxn txn);

#endif
