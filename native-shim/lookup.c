#include "lookup.h"

#include "fill.h"
#include "headers.h"
#include "preset.h"
#include "reading.h"

/* A cut that begins so early in the file may as well stream past: then the same answer brings the file into the cache. */
#define STREAM_MOST (INT64_C(1) << 20)

/* The file will be read from its first byte on. */
static void stream(struct seek *seek)
{
    if (!seek->is_head) {
        seek_transform(seek);
    }
}

static void on_read_from_cache(struct seek *seek, enum reading_end how, const struct tsmp4_answer *answer)
{
    switch (how) {
    case READING_PLANNED:
        if (seek->is_head) {
            seek->is_cut = true;
        } else {
            preset_range(seek, PRESET_CACHE);
            seek_transform(seek);
        }
        break;
    case READING_DECLINED:
        seek_declined(seek, answer);
        break;
    case READING_FAILED:
        stream(seek);
        break;
    }
}

static void on_read_from_origin(struct seek *seek, enum reading_end how, const struct tsmp4_answer *answer)
{
    switch (how) {
    case READING_PLANNED:
        if (seek->is_head) {
            seek->is_cut = true;
            break;
        }
        if (answer->source_begin > STREAM_MOST) {
            preset_range(seek, PRESET_ORIGIN);
            seek_fill(seek);
        }
        seek_transform(seek);
        break;
    case READING_DECLINED:
        seek_declined(seek, answer);
        break;
    case READING_FAILED:
        /* What the origin answers is not known yet: a 200 of the file gets its transform when it comes. */
        seek_set_file(seek, NULL, TS_NULL_MLOC, -1);
        break;
    }
}

/*
 * An object that is being written is read from the origin instead. Behind a fill a seek would wait for all that comes
 * before its bytes; and a client that seeks and leaves takes the write with it, and with the write all who read along.
 */
static bool is_being_written(const struct seek *seek)
{
    TSMgmtInt along = 0;
    return (TSHttpTxnInfoIntGet(seek->txn, TS_TXN_INFO_CACHE_HIT_RWW, &along) == TS_SUCCESS && along != 0) ||
           fill_is_running(seek->txn);
}

/*
 * A stale file is planned too: when the origin says that it has not changed, its cut is preset as that of a fresh one.
 * By then the file is closed to all others, so its index is read before.
 */
static void on_read_stale(struct seek *seek, enum reading_end how, const struct tsmp4_answer *answer)
{
    (void)how;
    (void)answer;
    stream(seek);
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

/* The file is not to be had from the cache, or not before another client has it. */
static bool at_miss(struct seek *seek)
{
    return seek->rule->options.on_miss == ON_MISS_RANGE && may_ask_origin(seek->txn) &&
           reading_from_origin(seek, on_read_from_origin);
}

static bool at_hit(struct seek *seek, bool is_fresh)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnCachedRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    bool is_file = TSHttpHdrStatusGet(buffer, header) == TS_HTTP_STATUS_OK && header_is_identity(buffer, header);
    int64_t size = header_length(buffer, header);
    seek->source_size = size;
    bool is_held = false;
    if (is_file && (is_fresh || !seek->is_head)) {
        is_held = reading_from_cache(seek, buffer, header, is_fresh ? on_read_from_cache : on_read_stale);
    } else {
        stream(seek);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return is_held;
}

bool lookup_begin(struct seek *seek)
{
    seek->is_looked_up = true;
    int status = TS_CACHE_LOOKUP_MISS;
    /* An earlier lookup, as that of a redirect, was of another file. */
    preset_remove(seek);
    seek_set_file(seek, NULL, TS_NULL_MLOC, -1);
    seek->is_planned = false;
    seek->is_cut = false;
    *seek->reason = '\0';
    if (TSHttpTxnCacheLookupStatusGet(seek->txn, &status) != TS_SUCCESS) {
        status = TS_CACHE_LOOKUP_SKIPPED;
    }
    seek->may_be_stored = status != TS_CACHE_LOOKUP_SKIPPED;
    bool is_fresh = status == TS_CACHE_LOOKUP_HIT_FRESH;
    if (!is_fresh && status != TS_CACHE_LOOKUP_HIT_STALE) {
        return at_miss(seek);
    }
    if (is_being_written(seek)) {
        TSHttpTxnCacheLookupStatusSet(seek->txn, TS_CACHE_LOOKUP_MISS);
        seek->may_be_stored = false;
        return at_miss(seek);
    }
    return at_hit(seek, is_fresh);
}
