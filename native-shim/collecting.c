#include "collecting.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fetch.h"
#include "parts.h"
#include "report.h"
#include "source.h"

/* The first part of a file that is asked for: most moovs are in it. */
#define FIRST_PART (INT64_C(256) << 10)
/* The least that is asked for after it. */
#define NEXT_PART (INT64_C(64) << 10)
/*
 * From fragment to fragment of a movie: where no more than PASSED_MOST lies between what was read and what is wanted, the
 * next part is twice as long, up to LONGEST_PART. To ask takes the cache a millisecond, in which it reads half a megabyte,
 * and an origin a round trip.
 */
#define PASSED_MOST (INT64_C(512) << 10)
#define LONGEST_PART (INT64_C(8) << 20)
/* What is left of a file is asked for in one, up to so much: behind the media it is the moov. */
#define LAST_PART (INT64_C(1) << 20)
/* How long a client is kept waiting where Traffic Server sets no limit. */
#define SECONDS_MOST 15

static void end(struct collecting *collecting, enum collecting_end how)
{
    collecting_stop(collecting);
    collecting->calls->end(collecting->data, how);
}

/* Half of the time after which Traffic Server ends a connection on which nothing is said. */
static int seconds_most(TSHttpTxn txn)
{
    TSMgmtInt seconds = 0;
    TSHttpTxnConfigIntGet(txn, TS_CONFIG_HTTP_TRANSACTION_NO_ACTIVITY_TIMEOUT_IN, &seconds);
    return seconds > 1 ? (int)(seconds / 2) : SECONDS_MOST;
}

void collecting_open(struct collecting *collecting, struct seek *seek, enum subrequest from,
                     const struct collecting_calls *calls, void *data)
{
    memset(collecting, 0, sizeof *collecting);
    collecting->seek = seek;
    collecting->from = from;
    collecting->calls = calls;
    collecting->data = data;
    collecting->seconds = seconds_most(seek->txn);
    collecting->deadline = TShrtime() + collecting->seconds * INT64_C(1000000000);
}

bool collecting_is_late(const struct collecting *collecting)
{
    return TShrtime() >= collecting->deadline;
}

/* Ends what takes too long. */
static bool is_late(struct collecting *collecting)
{
    if (!collecting_is_late(collecting)) {
        return false;
    }
    struct tsmp4_answer *answer = &collecting->answer;
    answer->cause = TSMP4_CAUSE_FILE;
    snprintf(answer->reason, sizeof answer->reason,
             "declined: its index is not read after %d s, at byte %" PRId64 " of %" PRId64, collecting->seconds,
             collecting->position, collecting->seek->source_size);
    end(collecting, COLLECTING_DECLINED);
    return true;
}

static void fetch_next(struct collecting *collecting, int64_t least);

/* Whether more is wanted, by what the engine said to the last bytes. */
static bool is_more(struct collecting *collecting, int32_t verdict)
{
    if (verdict != TSMP4_MORE) {
        end(collecting, verdict == TSMP4_OK ? COLLECTING_COMPLETE : COLLECTING_DECLINED);
    }
    return verdict == TSMP4_MORE;
}

static int32_t collect(struct collecting *collecting, const char *bytes, int64_t size)
{
    struct seek *seek = collecting->seek;
    memset(&collecting->answer, 0, sizeof collecting->answer);
    int32_t verdict = seek->engine->collect(seek->handle, collecting->position, bytes, size, &collecting->answer);
    collecting->position += size;
    return verdict;
}

static bool on_header(void *data, TSMBuffer buffer, TSMLoc header)
{
    struct collecting *collecting = (struct collecting *)data;
    bool is_first = collecting->seek->source_size < 0;
    if (seek_is_left(collecting->seek) || !source_is_part(collecting->seek, collecting->from, buffer, header,
                                                          collecting->position, &collecting->end)) {
        end(collecting, COLLECTING_FAILED);
        return false;
    }
    return !is_first || collecting->calls->named(collecting->data);
}

/* How much is to be asked for next. */
static int64_t next_part(const struct collecting *collecting)
{
    int64_t passed = collecting->answer.position - collecting->end;
    int64_t twice = 2 * (collecting->end - collecting->begin);
    if (collecting->answer.position < collecting->position) {
        return FIRST_PART;
    }
    if (passed <= 0 || passed > PASSED_MOST || twice < NEXT_PART) {
        return NEXT_PART;
    }
    return twice < LONGEST_PART ? twice : LONGEST_PART;
}

static bool on_body(void *data, const char *bytes, int64_t size)
{
    struct collecting *collecting = (struct collecting *)data;
    if (seek_is_left(collecting->seek) || size > collecting->end - collecting->position) {
        end(collecting, COLLECTING_FAILED);
        return false;
    }
    if (!is_more(collecting, collect(collecting, bytes, size))) {
        return false;
    }
    int64_t wanted = collecting->answer.position;
    if (wanted < collecting->position || wanted >= collecting->end) {
        fetch_next(collecting, next_part(collecting));
        return false;
    }
    return !is_late(collecting);
}

/* A part that is all there was followed by the next one in on_body. */
static void on_end(void *data)
{
    end((struct collecting *)data, COLLECTING_FAILED);
}

static const struct fetch_calls fetch_calls = {on_header, on_body, on_end};

static void fetch_part(struct collecting *collecting, int64_t begin, int64_t end_of_part)
{
    struct seek *seek = collecting->seek;
    collecting->begin = begin;
    collecting->position = begin;
    collecting->end = end_of_part;
    if (is_late(collecting)) {
        return;
    }
    bool was_held = seek->is_held;
    seek->is_held = true;
    report_add(METRIC_FETCHES, 1);
    if (!fetch_range(seek->txn, collecting->from, begin, end_of_part, &fetch_calls, collecting)) {
        seek->is_held = was_held;
        end(collecting, COLLECTING_FAILED);
    }
}

/* Of the parts that are asked for at a time one has come: takes as many as follow each other. */
static void take_parts(void *data)
{
    struct collecting *collecting = (struct collecting *)data;
    const struct tsmp4_answer *answer = &collecting->answer;
    const char *bytes = NULL;
    int64_t size = 0;
    while (!is_late(collecting)) {
        parts_pass(collecting->parts, answer->position);
        bool is_asked = parts_ask(collecting->parts, answer);
        enum part_state state = parts_at(collecting->parts, answer->position, &bytes, &size);
        if (!is_asked || seek_is_left(collecting->seek)) {
            end(collecting, COLLECTING_FAILED);
            return;
        }
        if (state == PART_COMING) {
            return;
        }
        if (state != PART_THERE) {
            collecting->is_alone = true;
            collecting_stop(collecting);
            fetch_next(collecting, NEXT_PART);
            return;
        }
        collecting->position = answer->position;
        if (!is_more(collecting, collect(collecting, bytes, size))) {
            return;
        }
    }
}

/* From answer.position on: what is wanted for sure, and least bytes. */
static void fetch_next(struct collecting *collecting, int64_t least)
{
    struct tsmp4_answer *answer = &collecting->answer;
    int64_t left = collecting->seek->source_size - answer->position;
    if (answer->position < 0 || left <= 0) {
        answer->cause = TSMP4_CAUSE_FILE;
        snprintf(answer->reason, sizeof answer->reason, "declined: the file ends before its moov does");
        end(collecting, COLLECTING_DECLINED);
        return;
    }
    if (collecting->from == SUBREQUEST_ORIGIN && answer->ahead[0] > 0 && !collecting->is_alone) {
        collecting->parts = parts_new(collecting->seek, collecting->from, take_parts, collecting);
        take_parts(collecting);
        return;
    }
    int64_t wanted = answer->wanted > least ? answer->wanted : least;
    fetch_part(collecting, answer->position, answer->position + (left <= LAST_PART || wanted > left ? left : wanted));
}

void collecting_begin(struct collecting *collecting)
{
    fetch_part(collecting, 0, FIRST_PART);
}

void collecting_go_on(struct collecting *collecting)
{
    fetch_next(collecting, FIRST_PART);
}

void collecting_stop(struct collecting *collecting)
{
    parts_free(collecting->parts);
    collecting->parts = NULL;
}
