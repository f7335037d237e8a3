/*
 * fill.h - a file is read to its end, for the cache: its seek took only a part of it, or its client left.
 *
 * Behind a transform Traffic Server's own background fill does not work: the client's leaving ends the transform, and
 * with it the write to the cache. So the file is asked for once more, by nobody, and what comes is thrown away.
 */
#ifndef TSMP4_FILL_H
#define TSMP4_FILL_H

#include "ats.h"
#include "options.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A request for a file that may have to be made when its transaction is over. */
struct fill;

/* While the transaction has its header and its client; NULL = it cannot be made. The caller starts or drops it. */
struct fill *fill_prepare(TSHttpTxn txn, const struct options *options);

/*
 * Makes the request, unless that URL has been filled or is being filled just now, or too many others are.
 * On a thread that serves clients.
 */
void fill_start(struct fill *fill);

void fill_drop(struct fill *fill);

/* Whether a fill of the transaction's file is under way. */
bool fill_is_running(TSHttpTxn txn);

#ifdef __cplusplus
}
#endif
#endif
