/*
 * cache_fill.h - fills the cache: a file is read to its end because its seek took only a part of it from the origin, or
 * because its client left.
 *
 * Behind a transform Traffic Server's own background fill does not work: when the client leaves, the transform ends,
 * and with it the write to the cache. So the plugin asks for the file once more, for no client, and throws away what
 * comes.
 */
#ifndef TSMP4_SOURCE_CACHE_FILL_H
#define TSMP4_SOURCE_CACHE_FILL_H

#include "ats/ats.h"
#include "rule/options.h"

/* A request for a file that may have to be made when its transaction is over. Its owner starts or drops it. */
struct cache_fill;

/*
 * In TS_HTTP_READ_RESPONSE_HDR, of an answer with the file or with a part of it. size: of the file, in bytes; -1 = not
 * known. NULL = the request cannot be made, or the cache would not keep the file. The latter is counted, and one line
 * says so.
 */
struct cache_fill *cache_fill_prepare(TSHttpTxn txn, const struct options *options, int64_t size);

/*
 * Makes the request, unless that URL is being filled or was filled just now, or too many others are being filled.
 * NULL is ignored. On a thread that serves clients.
 */
void cache_fill_start(struct cache_fill *fill);

/* NULL is ignored. */
void cache_fill_drop(struct cache_fill *fill);

/* At remap of a fill's own request: it ends early if the file is in the cache already, or may not be stored. */
void cache_fill_follow(TSHttpTxn txn);

#endif
