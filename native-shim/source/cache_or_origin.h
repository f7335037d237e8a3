/*
 * cache_or_origin.h - where the file of a seek is, and so who is asked for its bytes: the cache or the origin.
 */
#ifndef TSMP4_SOURCE_CACHE_OR_ORIGIN_H
#define TSMP4_SOURCE_CACHE_OR_ORIGIN_H

#include "ats/ats.h"
#include "rule/options.h"

/* What the cache has of the file. */
enum cache_state {
    CACHE_UNKNOWN, /* it was not asked, or is not used: nothing that the origin sends is stored */
    CACHE_NOTHING, /* nothing */
    CACHE_FRESH,
    CACHE_STALE,        /* a copy that the origin has to be asked about */
    CACHE_BEING_WRITTEN /* a copy that is not all there yet */
};

/* For operators: "fresh in the cache". */
const char *cache_state_text(enum cache_state state);

/* In TS_HTTP_CACHE_LOOKUP_COMPLETE. An object that is being written becomes a miss: see the comment in the code. */
enum cache_state cache_state_of(TSHttpTxn txn);

/* In that hook: the object counts as a miss from now on. */
enum cache_state cache_state_pass_by(TSHttpTxn txn);

/* Whether the cache has the file, fresh or stale. */
bool cache_state_is_hit(enum cache_state state);

/* Whether what the origin sends of the file goes into the cache, if its header allows. */
bool cache_state_may_store(enum cache_state state);

/* Who is asked for a file that the cache does not have. */
enum asked {
    ASK_NOBODY, /* the transaction goes on as it is: what the origin answers to it, if anything, streams past */
    ASK_ORIGIN  /* the origin, for the index of the file and for what the cut needs, by ranges */
};

/* The decision, in the same hook. */
enum asked cache_or_origin(TSHttpTxn txn, const struct options *options, enum cache_state state);

#endif
