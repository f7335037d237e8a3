#include "reading.h"

#include <stdio.h>
#include <string.h>

#include "fetch.h"
#include "headers.h"
#include "partial.h"
#include "planner.h"
#include "report.h"
#include "source.h"

/* The first part of a file that is asked for: most moovs are in it. */
#define FIRST_PART (INT64_C(256) << 10)
/* The least that is asked for after it. */
#define NEXT_PART (INT64_C(64) << 10)
/* What is left of a file is asked for in one, up to so much: behind the media it is the moov. */
#define LAST_PART (INT64_C(1) << 20)
/* Another seek is building the index: after how many milliseconds to look again, twice as many each time, and how often. */
#define WAIT_MS 5
#define WAIT_DOUBLINGS 5
#define WAIT_MOST 200

struct reading {
    struct seek *seek;
    reading_done done;
    enum subrequest from;
    int waits;
    int64_t position; /* of the next byte of the part being fetched */
    int64_t end;      /* of that part */
    struct tsmp4_answer answer;
    struct plan *plan;
};

/* The transaction goes on; reading is gone. */
static void go_on(struct reading *reading)
{
    struct seek *seek = reading->seek;
    if (reading->plan) {
        plan_release(reading->plan);
    }
    TSfree(reading);
    if (seek->is_held) {
        seek->is_held = false;
        TSHttpTxnReenable(seek->txn, TS_EVENT_HTTP_CONTINUE);
    }
}

/*
 * The client has left a held transaction. Traffic Server has closed the file in the cache then, header and all, and what
 * transforms there were: a new one would be nobody's.
 */
static bool is_left(const struct reading *reading)
{
    return reading->seek->is_held && tsmp4_is_aborted(reading->seek->txn);
}

static void end(struct reading *reading, enum reading_end how)
{
    if (!is_left(reading)) {
        reading->done(reading->seek, how, &reading->answer);
    }
    go_on(reading);
}

static void planned(struct reading *reading, int32_t verdict)
{
    if (verdict == TSMP4_OK) {
        reading->seek->cut = reading->answer;
        reading->seek->is_planned = true;
    }
    end(reading, verdict == TSMP4_OK ? READING_PLANNED : READING_DECLINED);
}

static void on_planned(void *data, int32_t verdict, const struct tsmp4_answer *answer)
{
    struct reading *reading = (struct reading *)data;
    reading->answer = *answer;
    planned(reading, verdict);
}

static void make_plan(struct reading *reading)
{
    struct seek *seek = reading->seek;
    if (reading->answer.moov_size > PLAN_INLINE_MOST) {
        reading->plan = plan_start(seek, (TSCont)seek->txn, on_planned, reading);
        return;
    }
    memset(&reading->answer, 0, sizeof reading->answer);
    planned(reading, seek->engine->plan(seek->handle, &reading->answer));
}

static int32_t find(struct reading *reading)
{
    struct seek *seek = reading->seek;
    return source_find(seek, seek->file, seek->file_header, seek->source_size, TSMP4_USE_SEEKABLE, &reading->answer);
}

/* Whether this is an answer to what was asked, of the file that is meant. The first one may say which file that is. */
static bool is_as_asked(struct reading *reading, TSMBuffer buffer, TSMLoc header)
{
    struct seek *seek = reading->seek;
    struct partial part;
    if (!partial_read(&part, buffer, header) || header_length(buffer, header) < 0 || part.begin != reading->position ||
        part.end > reading->end || (seek->source_size >= 0 && part.size != seek->source_size)) {
        return false;
    }
    reading->end = part.end;
    seek->source_size = part.size;
    if (seek->file) {
        return partial_is_same_file(seek->file, seek->file_header, buffer, header, reading->from == SUBREQUEST_CACHE);
    }
    if (!partial_strong_validator(buffer, header).bytes) {
        return false;
    }
    seek_set_file(seek, buffer, header, part.size);
    return true;
}

static void found(struct reading *reading, int32_t verdict);
static void fetch_next(struct reading *reading, int64_t least);

static bool on_header(void *data, TSMBuffer buffer, TSMLoc header)
{
    struct reading *reading = (struct reading *)data;
    bool is_first = reading->seek->source_size < 0;
    if (is_left(reading) || !is_as_asked(reading, buffer, header)) {
        end(reading, READING_FAILED);
        return false;
    }
    int32_t verdict = is_first ? find(reading) : TSMP4_MORE;
    if (verdict == TSMP4_MORE) {
        return true;
    }
    found(reading, verdict);
    return false;
}

static bool on_body(void *data, const char *bytes, int64_t size)
{
    struct reading *reading = (struct reading *)data;
    struct seek *seek = reading->seek;
    if (is_left(reading) || size > reading->end - reading->position) {
        end(reading, READING_FAILED);
        return false;
    }
    memset(&reading->answer, 0, sizeof reading->answer);
    int32_t verdict = seek->engine->collect(seek->handle, reading->position, bytes, size, &reading->answer);
    reading->position += size;
    if (verdict == TSMP4_OK) {
        make_plan(reading);
    } else if (verdict != TSMP4_MORE) {
        planned(reading, verdict);
    } else if (reading->answer.position >= reading->end) {
        fetch_next(reading, NEXT_PART);
    } else {
        return true;
    }
    return false;
}

/* A part that is all there was followed by the next one in on_body. */
static void on_end(void *data)
{
    end((struct reading *)data, READING_FAILED);
}

static const struct fetch_calls calls = {on_header, on_body, on_end};

static void fetch_part(struct reading *reading, int64_t begin, int64_t end_of_part)
{
    struct seek *seek = reading->seek;
    reading->position = begin;
    reading->end = end_of_part;
    bool was_held = seek->is_held;
    seek->is_held = true;
    report_add(METRIC_FETCHES, 1);
    if (!fetch_range(seek->txn, reading->from, begin, end_of_part, &calls, reading)) {
        seek->is_held = was_held;
        end(reading, READING_FAILED);
    }
}

/* From answer.position on: what is wanted for sure, and least bytes. */
static void fetch_next(struct reading *reading, int64_t least)
{
    struct tsmp4_answer *answer = &reading->answer;
    int64_t left = reading->seek->source_size - answer->position;
    if (answer->position < 0 || left <= 0) {
        answer->cause = TSMP4_CAUSE_FILE;
        snprintf(answer->reason, sizeof answer->reason, "declined: the file ends before its moov does");
        end(reading, READING_DECLINED);
        return;
    }
    int64_t wanted = answer->wanted > least ? answer->wanted : least;
    fetch_part(reading, answer->position, answer->position + (left <= LAST_PART || wanted > left ? left : wanted));
}

static int on_again(TSCont again, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct reading *reading = (struct reading *)TSContDataGet(again);
    TSContDestroy(again);
    if (is_left(reading)) {
        go_on(reading);
    } else {
        found(reading, find(reading));
    }
    return 0;
}

static void wait_for_other(struct reading *reading)
{
    if (++reading->waits > WAIT_MOST) {
        end(reading, READING_FAILED);
        return;
    }
    reading->seek->is_held = true;
    TSCont again = TSContCreate(on_again, TSContMutexGet((TSCont)reading->seek->txn));
    TSContDataSet(again, reading);
    int doublings = reading->waits < WAIT_DOUBLINGS ? reading->waits : WAIT_DOUBLINGS;
    TSContScheduleOnThread(again, WAIT_MS << doublings, TSEventThreadSelf());
}

static void found(struct reading *reading, int32_t verdict)
{
    switch (verdict) {
    case TSMP4_MORE:
        fetch_next(reading, FIRST_PART);
        break;
    case TSMP4_BUSY:
        wait_for_other(reading);
        break;
    default:
        planned(reading, verdict);
        break;
    }
}

static struct reading *reading_new(struct seek *seek, enum subrequest from, reading_done done)
{
    struct reading *reading = (struct reading *)TSmalloc(sizeof *reading);
    memset(reading, 0, sizeof *reading);
    reading->seek = seek;
    reading->from = from;
    reading->done = done;
    return reading;
}

bool reading_from_cache(struct seek *seek, TSMBuffer buffer, TSMLoc header, reading_done done)
{
    struct reading *reading = reading_new(seek, SUBREQUEST_CACHE, done);
    if (seek->source_size < 0) {
        seek_set_file(seek, buffer, header, -1);
        fetch_part(reading, 0, FIRST_PART);
        return seek->is_held;
    }
    int32_t verdict =
        source_find(seek, buffer, header, seek->source_size, TSMP4_USE_SEEKABLE, &reading->answer);
    if (verdict == TSMP4_MORE || verdict == TSMP4_BUSY) {
        seek_set_file(seek, buffer, header, seek->source_size);
    }
    found(reading, verdict);
    return seek->is_held;
}

bool reading_from_origin(struct seek *seek, reading_done done)
{
    struct reading *reading = reading_new(seek, SUBREQUEST_ORIGIN, done);
    fetch_part(reading, 0, FIRST_PART);
    return seek->is_held;
}
