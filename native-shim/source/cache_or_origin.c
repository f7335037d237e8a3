#include "source/cache_or_origin.h"

#include "ats/headers.h"
#include "source/cache_write.h"

const char *cache_state_text(enum cache_state state)
{
    switch (state) {
    case CACHE_UNKNOWN:
        return "not cached";
    case CACHE_NOTHING:
        return "not in the cache";
    case CACHE_FRESH:
        return "fresh in the cache";
    case CACHE_STALE:
        return "stale in the cache";
    case CACHE_BEING_WRITTEN:
        return "being written to the cache";
    }
    return "";
}

static bool is_being_written(TSHttpTxn txn)
{
    TSMgmtInt along = 0;
    return (TSHttpTxnInfoIntGet(txn, TS_TXN_INFO_CACHE_HIT_RWW, &along) == TS_SUCCESS && along != 0) ||
           cache_write_is_running(txn);
}

enum cache_state cache_state_of(TSHttpTxn txn)
{
    int status = TS_CACHE_LOOKUP_SKIPPED;
    if (TSHttpTxnCacheLookupStatusGet(txn, &status) != TS_SUCCESS || status == TS_CACHE_LOOKUP_SKIPPED) {
        return CACHE_UNKNOWN;
    }
    if (status != TS_CACHE_LOOKUP_HIT_FRESH && status != TS_CACHE_LOOKUP_HIT_STALE) {
        return CACHE_NOTHING;
    }
    /*
     * If an object is still being written, the seek reads from the origin instead. Behind the writer, it would wait for
     * everything that comes before its bytes. And if the writer is a client that seeks and leaves, the write ends, and
     * all who read along are cut off.
     */
    if (is_being_written(txn)) {
        TSHttpTxnCacheLookupStatusSet(txn, TS_CACHE_LOOKUP_MISS);
        return CACHE_BEING_WRITTEN;
    }
    return status == TS_CACHE_LOOKUP_HIT_FRESH ? CACHE_FRESH : CACHE_STALE;
}

bool cache_state_is_hit(enum cache_state state)
{
    return state == CACHE_FRESH || state == CACHE_STALE;
}

enum cache_state cache_state_pass_by(TSHttpTxn txn)
{
    TSHttpTxnCacheLookupStatusSet(txn, TS_CACHE_LOOKUP_MISS);
    return CACHE_NOTHING;
}

bool cache_state_may_store(enum cache_state state)
{
    return state != CACHE_UNKNOWN && state != CACHE_BEING_WRITTEN;
}

/* A client may ask the cache alone. */
static bool may_ask_origin(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    bool may = !header_lists(buffer, header, "Cache-Control", "only-if-cached");
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return may;
}

enum asked cache_or_origin(TSHttpTxn txn, const struct options *options, enum cache_state state)
{
    bool may_ask = !cache_state_is_hit(state) && options->on_miss == ON_MISS_RANGE;
    return may_ask && may_ask_origin(txn) ? ASK_ORIGIN : ASK_NOBODY;
}
