#include "source/collector.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ats/report.h"
#include "source/deadline.h"
#include "source/fetch.h"
#include "source/parts.h"

/* The first part of a file that is asked for: most moovs are in it. */
#define FIRST_PART (INT64_C(256) << 10)
/* The least that is asked for after it. */
#define NEXT_PART (INT64_C(64) << 10)
/*
 * On the way from fragment to fragment: if no more than PASSED_MOST bytes lie between what was read and what is needed
 * next, the next part is twice as long as the last, up to LONGEST_PART. A request to the cache takes a millisecond, in
 * which the cache could read half a megabyte; a request to an origin takes a round trip.
 */
#define PASSED_MOST (INT64_C(512) << 10)
#define LONGEST_PART (INT64_C(8) << 20)
/* The rest of a file is asked for in one request if it is no longer than this: after the media comes the moov. */
#define LAST_PART (INT64_C(1) << 20)

struct collector {
    TSHttpTxn txn;
    struct engine_seek *engine;
    struct file_version *file;
    enum own_request from;
    const struct collector_calls *calls;
    void *data;
    struct tsmp4_answer answer; /* the engine's last */
    struct deadline deadline;   /* nobody is kept waiting longer */
    int64_t begin;              /* of the part that is being fetched */
    int64_t position;           /* of its next byte */
    int64_t end;                /* of that part */
    struct fetch *fetch;        /* of the one part that is on its way; NULL = none is, or it is telling something */
    struct parts *parts;        /* NULL = one part is fetched after the other */
    bool is_one_by_one;         /* no parts side by side any more: what the file or the origin said was wrong */
};

static void stop(struct collector *collector)
{
    parts_free(collector->parts);
    collector->parts = NULL;
    if (collector->fetch) {
        fetch_cancel(collector->fetch);
        collector->fetch = NULL;
    }
}

static void end_with(struct collector *collector, enum collector_end how)
{
    stop(collector);
    if (how != COLLECTOR_COMPLETE) {
        deadline_close(&collector->deadline);
    }
    collector->calls->end(collector->data, how, &collector->answer);
}

static void on_deadline(void *data);

struct collector *collector_new(TSHttpTxn txn, struct engine_seek *engine, struct file_version *file,
                                enum own_request from, const struct collector_calls *calls, void *data)
{
    struct collector *collector = (struct collector *)TSmalloc(sizeof *collector);
    memset(collector, 0, sizeof *collector);
    collector->txn = txn;
    collector->engine = engine;
    collector->file = file;
    collector->from = from;
    collector->calls = calls;
    collector->data = data;
    deadline_open(&collector->deadline, txn, on_deadline, collector);
    return collector;
}

bool collector_is_late(const struct collector *collector)
{
    return deadline_is_over(&collector->deadline);
}

static void decline(struct collector *collector)
{
    collector->answer.decline.cause = TSMP4_CAUSE_FILE;
    end_with(collector, COLLECTOR_DECLINED);
}

/* Whether the client has been kept waiting too long. If so, the collector has declined. */
static bool is_late(struct collector *collector)
{
    if (!collector_is_late(collector)) {
        return false;
    }
    snprintf(collector->answer.decline.reason, sizeof collector->answer.decline.reason,
             "declined: its index is not read after %d s, at byte %" PRId64 " of %" PRId64, collector->deadline.seconds,
             collector->position, collector->file->size);
    decline(collector);
    return true;
}

static void on_deadline(void *data)
{
    is_late((struct collector *)data);
}

static void fetch_next(struct collector *collector, int64_t least);

/* Whether more is needed, by what the engine said to the last bytes. */
static bool is_more(struct collector *collector, int32_t verdict)
{
    if (verdict != TSMP4_MORE) {
        end_with(collector, verdict == TSMP4_OK ? COLLECTOR_COMPLETE : COLLECTOR_DECLINED);
    }
    return verdict == TSMP4_MORE;
}

static int32_t collect(struct collector *collector, const char *bytes, int64_t size)
{
    int32_t verdict = engine_seek_collect(collector->engine, collector->position, bytes, size, &collector->answer);
    collector->position += size;
    return verdict;
}

static bool has_client_left(const struct collector *collector)
{
    return ats_abort_of(collector->txn) != ATS_ABORT_NONE;
}

/*
 * Takes the fetch that is calling us out of the collector: what we return ends it or not, so it must not be cancelled.
 */
static struct fetch *telling(struct collector *collector)
{
    struct fetch *fetch = collector->fetch;
    collector->fetch = NULL;
    return fetch;
}

static bool on_header(void *data, TSMBuffer buffer, TSMLoc header)
{
    struct collector *collector = (struct collector *)data;
    struct fetch *fetch = telling(collector);
    bool is_first = collector->file->size < 0;
    if (has_client_left(collector) ||
        !file_version_take_part(collector->file, buffer, header, own_request_sameness(collector->from),
                                collector->position, &collector->end)) {
        end_with(collector, COLLECTOR_FAILED);
        return false;
    }
    if (is_first) {
        /* No alarm during this call: what named starts may wait for something else. */
        deadline_close(&collector->deadline);
        if (!collector->calls->named(collector->data)) {
            return false;
        }
        deadline_set_alarm(&collector->deadline, collector->txn);
    }
    collector->fetch = fetch;
    return true;
}

/* How much is to be asked for next. */
static int64_t next_part(const struct collector *collector)
{
    int64_t needed = collector->answer.need.position;
    int64_t passed = needed - collector->end;
    int64_t twice = 2 * (collector->end - collector->begin);
    if (needed < collector->position) {
        return FIRST_PART;
    }
    if (passed <= 0 || passed > PASSED_MOST || twice < NEXT_PART) {
        return NEXT_PART;
    }
    return twice < LONGEST_PART ? twice : LONGEST_PART;
}

static bool on_body(void *data, const char *bytes, int64_t size)
{
    struct collector *collector = (struct collector *)data;
    struct fetch *fetch = telling(collector);
    if (has_client_left(collector) || size > collector->end - collector->position) {
        end_with(collector, COLLECTOR_FAILED);
        return false;
    }
    if (!is_more(collector, collect(collector, bytes, size))) {
        return false;
    }
    int64_t needed = collector->answer.need.position;
    if (needed < collector->position || needed >= collector->end) {
        fetch_next(collector, next_part(collector));
        return false;
    }
    if (is_late(collector)) {
        return false;
    }
    collector->fetch = fetch;
    return true;
}

/* The fetch ended too early: once a part is all there, on_body ends its fetch and goes on to the next one. */
static void on_end(void *data)
{
    struct collector *collector = (struct collector *)data;
    telling(collector);
    end_with(collector, COLLECTOR_FAILED);
}

static const struct fetch_calls fetch_calls = {on_header, on_body, on_end};

static void fetch_part(struct collector *collector, int64_t begin, int64_t end)
{
    collector->begin = begin;
    collector->position = begin;
    collector->end = end;
    if (is_late(collector)) {
        return;
    }
    report_add(METRIC_FETCHES, 1);
    collector->fetch = fetch_range(collector->txn, collector->from, begin, end, &fetch_calls, collector);
    if (!collector->fetch) {
        end_with(collector, COLLECTOR_FAILED);
        return;
    }
    deadline_set_alarm(&collector->deadline, collector->txn);
}

/*
 * Parts are fetched side by side, and one has come: takes all that are there, one after the other, until one is
 * missing.
 */
static void on_part(void *data)
{
    struct collector *collector = (struct collector *)data;
    const struct tsmp4_need *need = &collector->answer.need;
    const char *bytes = NULL;
    int64_t size = 0;
    while (!is_late(collector)) {
        parts_pass(collector->parts, need->position);
        bool is_asked = parts_ask(collector->parts, need);
        enum part_state state = parts_at(collector->parts, need->position, &bytes, &size);
        if (!is_asked || has_client_left(collector)) {
            end_with(collector, COLLECTOR_FAILED);
            return;
        }
        if (state == PART_COMING) {
            return;
        }
        if (state != PART_THERE) {
            collector->is_one_by_one = true;
            stop(collector);
            fetch_next(collector, NEXT_PART);
            return;
        }
        collector->position = need->position;
        if (!is_more(collector, collect(collector, bytes, size))) {
            return;
        }
    }
}

/* Fetches from where the engine needs bytes: as many as it needs for sure, but no fewer than least. */
static void fetch_next(struct collector *collector, int64_t least)
{
    const struct tsmp4_need *need = &collector->answer.need;
    int64_t left = collector->file->size - need->position;
    if (need->position < 0 || left <= 0) {
        snprintf(collector->answer.decline.reason, sizeof collector->answer.decline.reason,
                 "declined: the file ends before its moov does");
        decline(collector);
        return;
    }
    if (collector->from == OWN_REQUEST_ORIGIN && need->ahead[0] > 0 && !collector->is_one_by_one) {
        collector->parts = parts_new(collector->txn, collector->file, collector->from, on_part, collector);
        on_part(collector);
        return;
    }
    int64_t wanted = need->size > least ? need->size : least;
    fetch_part(collector, need->position, need->position + (left <= LAST_PART || wanted > left ? left : wanted));
}

void collector_begin(struct collector *collector)
{
    fetch_part(collector, 0, FIRST_PART);
}

void collector_go_on(struct collector *collector, const struct tsmp4_need *need)
{
    collector->answer.need = *need;
    fetch_next(collector, FIRST_PART);
}

void collector_free(struct collector *collector)
{
    stop(collector);
    deadline_close(&collector->deadline);
    TSfree(collector);
}
