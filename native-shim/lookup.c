#include "lookup.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fetch.h"
#include "headers.h"
#include "planner.h"
#include "preset.h"
#include "report.h"
#include "source.h"

/* The first part of a file that is asked for: most moovs are in it. */
#define FIRST_PART (INT64_C(256) << 10)
/* The least that is asked for after it. */
#define NEXT_PART (INT64_C(64) << 10)
/* Another seek is building the index: how often, and after how many milliseconds, to look again. */
#define WAIT_MOST 400
#define WAIT_MS 5

/* A transaction held while the index of its file is read. */
struct lookup {
    struct seek *seek;
    int waits;
    int64_t begin; /* of the part being fetched */
    struct plan *plan;
};

static void ask(struct lookup *lookup);

/* The transaction goes on; lookup is gone. */
static void go_on(struct lookup *lookup)
{
    struct seek *seek = lookup->seek;
    if (lookup->plan) {
        plan_release(lookup->plan);
    }
    TSfree(lookup);
    if (seek->is_held) {
        seek->is_held = false;
        TSHttpTxnReenable(seek->txn, TS_EVENT_HTTP_CONTINUE);
    }
}

/*
 * The client has left a held transaction. Traffic Server has closed the file in the cache then, header and all, and what
 * transforms there were: a new one would be nobody's.
 */
static bool is_left(const struct lookup *lookup)
{
    return lookup->seek->is_held && tsmp4_is_aborted(lookup->seek->txn);
}

/* The file will be read from its first byte on. */
static void stream(struct lookup *lookup)
{
    if (!lookup->seek->is_head) {
        seek_transform(lookup->seek);
    }
    go_on(lookup);
}

static void planned(struct lookup *lookup, int32_t verdict, const struct tsmp4_answer *answer)
{
    struct seek *seek = lookup->seek;
    if (verdict != TSMP4_OK) {
        seek_decline(seek, answer->reason);
    } else {
        seek->cut = *answer;
        seek->is_planned = true;
        if (seek->is_head) {
            seek->is_cut = true;
        } else {
            preset_range(seek);
            seek_transform(seek);
        }
    }
    go_on(lookup);
}

static void on_planned(void *data, int32_t verdict, const struct tsmp4_answer *answer)
{
    struct lookup *lookup = (struct lookup *)data;
    if (is_left(lookup)) {
        go_on(lookup);
    } else {
        planned(lookup, verdict, answer);
    }
}

static void make_plan(struct lookup *lookup, int64_t moov_size)
{
    struct seek *seek = lookup->seek;
    if (moov_size > PLAN_INLINE_MOST) {
        lookup->plan = plan_start(seek, (TSCont)seek->txn, on_planned, lookup);
        return;
    }
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    planned(lookup, seek->engine->plan(seek->handle, &answer), &answer);
}

static bool is_same_field(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, const char *name)
{
    struct tsmp4_text a = header_text(one, one_header, name);
    struct tsmp4_text b = header_text(other, other_header, name);
    return a.size == b.size && (a.bytes != NULL) == (b.bytes != NULL) &&
           (a.size == 0 || memcmp(a.bytes, b.bytes, (size_t)a.size) == 0);
}

static bool is_range_of(TSMBuffer buffer, TSMLoc header, int64_t begin, int64_t body_size, int64_t size)
{
    char expected[80];
    int length = snprintf(expected, sizeof expected, "bytes %" PRId64 "-%" PRId64 "/%" PRId64, begin,
                          begin + body_size - 1, size);
    struct tsmp4_text range = header_text(buffer, header, "Content-Range");
    return range.bytes && range.size == length && memcmp(range.bytes, expected, (size_t)length) == 0;
}

/* Whether the bytes are those of the very file whose header is held. */
static bool is_of_held_file(const struct lookup *lookup, const struct fetch_reply *reply)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (!reply->buffer || reply->status != TS_HTTP_STATUS_PARTIAL_CONTENT ||
        !is_range_of(reply->buffer, reply->header, lookup->begin, reply->body_size, lookup->seek->source_size) ||
        TSHttpTxnCachedRespGet(lookup->seek->txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    bool same = is_same_field(buffer, header, reply->buffer, reply->header, "ETag") &&
                is_same_field(buffer, header, reply->buffer, reply->header, "Last-Modified") &&
                is_same_field(buffer, header, reply->buffer, reply->header, "Date");
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return same;
}

static void fetch_next(struct lookup *lookup, int64_t position, int64_t wanted);

static void on_fetched(void *data, const struct fetch_reply *reply)
{
    struct lookup *lookup = (struct lookup *)data;
    struct seek *seek = lookup->seek;
    if (is_left(lookup)) {
        go_on(lookup);
        return;
    }
    if (!is_of_held_file(lookup, reply)) {
        stream(lookup);
        return;
    }
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    int32_t verdict =
        seek->engine->collect(seek->handle, lookup->begin, reply->body, reply->body_size, &answer);
    if (verdict == TSMP4_OK) {
        make_plan(lookup, answer.moov_size);
    } else if (verdict == TSMP4_MORE) {
        fetch_next(lookup, answer.position, answer.wanted > NEXT_PART ? answer.wanted : NEXT_PART);
    } else {
        planned(lookup, verdict, &answer);
    }
}

static void fetch_next(struct lookup *lookup, int64_t position, int64_t wanted)
{
    struct seek *seek = lookup->seek;
    int64_t left = seek->source_size - position;
    if (position < 0 || left <= 0) {
        seek_decline(seek, "declined: the file ends before its moov does");
        go_on(lookup);
        return;
    }
    lookup->begin = position;
    bool was_held = seek->is_held;
    seek->is_held = true;
    report_add(METRIC_FETCHES, 1);
    if (!fetch_range(seek->txn, &seek->rule->options, position, position + (wanted < left ? wanted : left), on_fetched,
                     lookup)) {
        seek->is_held = was_held;
        stream(lookup);
    }
}

static int on_again(TSCont again, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct lookup *lookup = (struct lookup *)TSContDataGet(again);
    TSContDestroy(again);
    if (is_left(lookup)) {
        go_on(lookup);
    } else {
        ask(lookup);
    }
    return 0;
}

static void wait_for_other(struct lookup *lookup)
{
    if (++lookup->waits > WAIT_MOST) {
        stream(lookup);
        return;
    }
    lookup->seek->is_held = true;
    TSCont again = TSContCreate(on_again, TSContMutexGet((TSCont)lookup->seek->txn));
    TSContDataSet(again, lookup);
    TSContScheduleOnThread(again, WAIT_MS, TSEventThreadSelf());
}

static void ask(struct lookup *lookup)
{
    struct seek *seek = lookup->seek;
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnCachedRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        go_on(lookup);
        return;
    }
    struct tsmp4_answer answer;
    int32_t verdict = source_find(seek, buffer, header, seek->source_size, SOURCE_SEEKABLE, &answer);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    switch (verdict) {
    case TSMP4_MORE:
        fetch_next(lookup, answer.position, FIRST_PART);
        break;
    case TSMP4_BUSY:
        wait_for_other(lookup);
        break;
    default:
        planned(lookup, verdict, &answer);
        break;
    }
}

/*
 * An object that is being written for another client is read from the origin instead: when that client seeks too and
 * leaves, its transform takes the write with it, and with the write all who read along.
 */
static bool is_being_written(TSHttpTxn txn)
{
    TSMgmtInt along = 0;
    return TSHttpTxnInfoIntGet(txn, TS_TXN_INFO_CACHE_HIT_RWW, &along) == TS_SUCCESS && along != 0;
}

/* A stale file is planned too: when the origin says that it has not changed, its cut is preset as that of a fresh one. */
static void plan_stale(struct seek *seek, TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_answer answer;
    if (source_find(seek, buffer, header, seek->source_size, SOURCE_PEEK, &answer) == TSMP4_OK) {
        seek->cut = answer;
        seek->is_planned = true;
    }
    seek_transform(seek);
}

bool lookup_begin(struct seek *seek)
{
    int status = TS_CACHE_LOOKUP_MISS;
    /* An earlier lookup, as that of a redirect, was of another file. */
    preset_remove(seek);
    seek->is_planned = false;
    seek->is_cut = false;
    if (TSHttpTxnCacheLookupStatusGet(seek->txn, &status) != TS_SUCCESS) {
        status = TS_CACHE_LOOKUP_SKIPPED;
    }
    seek->may_be_stored = status != TS_CACHE_LOOKUP_SKIPPED;
    if (status != TS_CACHE_LOOKUP_HIT_FRESH && status != TS_CACHE_LOOKUP_HIT_STALE) {
        return false;
    }
    if (is_being_written(seek->txn)) {
        TSHttpTxnCacheLookupStatusSet(seek->txn, TS_CACHE_LOOKUP_MISS);
        seek->may_be_stored = false;
        return false;
    }
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnCachedRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    bool is_file = TSHttpHdrStatusGet(buffer, header) == TS_HTTP_STATUS_OK && header_is_identity(buffer, header);
    seek->source_size = header_length(buffer, header);
    bool is_fresh = status == TS_CACHE_LOOKUP_HIT_FRESH;
    if (is_file && !seek->is_head && (!is_fresh || seek->source_size < 0)) {
        plan_stale(seek, buffer, header);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    if (!is_file && !seek->is_head) {
        seek_transform(seek);
    }
    if (!is_file || !is_fresh || seek->source_size < 0) {
        return false;
    }
    struct lookup *lookup = (struct lookup *)TSmalloc(sizeof *lookup);
    memset(lookup, 0, sizeof *lookup);
    lookup->seek = seek;
    ask(lookup);
    return seek->is_held;
}
