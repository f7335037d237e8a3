#include "reading.h"

#include <string.h>
#include <time.h>

#include "collecting.h"
#include "partial.h"
#include "planner.h"
#include "source.h"

/* Another seek is building the index: after how many milliseconds to look again, twice as many each time, up to a limit. */
#define WAIT_MS 5
#define WAIT_DOUBLINGS 5
/* Dates count whole seconds. */
#define SAME_DATE_SECONDS 2

struct reading {
    struct seek *seek;
    reading_done done;
    int doublings; /* of the time waited for another seek */
    struct collecting collecting;
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

static void end(struct reading *reading, enum reading_end how)
{
    if (!seek_is_left(reading->seek)) {
        reading->done(reading->seek, how, &reading->collecting.answer);
    }
    go_on(reading);
}

static void planned(struct reading *reading, int32_t verdict)
{
    if (verdict == TSMP4_OK) {
        reading->seek->cut = reading->collecting.answer;
        reading->seek->is_planned = true;
    }
    end(reading, verdict == TSMP4_OK ? READING_PLANNED : READING_DECLINED);
}

static void on_planned(void *data, int32_t verdict, const struct tsmp4_answer *answer)
{
    struct reading *reading = (struct reading *)data;
    reading->collecting.answer = *answer;
    planned(reading, verdict);
}

static void make_plan(struct reading *reading)
{
    struct seek *seek = reading->seek;
    struct tsmp4_answer *answer = &reading->collecting.answer;
    if (answer->moov_size > PLAN_INLINE_MOST) {
        reading->plan = plan_start(seek, (TSCont)seek->txn, on_planned, reading);
        return;
    }
    memset(answer, 0, sizeof *answer);
    planned(reading, seek->engine->plan(seek->handle, answer));
}

static int32_t find(struct reading *reading)
{
    struct seek *seek = reading->seek;
    return source_find(seek, seek->file, seek->file_header, seek->source_size, TSMP4_USE_SEEKABLE,
                       &reading->collecting.answer);
}

static void found(struct reading *reading, int32_t verdict);

static bool on_named(void *data)
{
    struct reading *reading = (struct reading *)data;
    int32_t verdict = find(reading);
    if (verdict != TSMP4_MORE) {
        found(reading, verdict);
    }
    return verdict == TSMP4_MORE;
}

static void on_collected(void *data, enum collecting_end how)
{
    struct reading *reading = (struct reading *)data;
    if (how == COLLECTING_COMPLETE) {
        make_plan(reading);
    } else {
        end(reading, how == COLLECTING_DECLINED ? READING_DECLINED : READING_FAILED);
    }
}

static const struct collecting_calls calls = {on_named, on_collected};

static int on_again(TSCont again, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct reading *reading = (struct reading *)TSContDataGet(again);
    TSContDestroy(again);
    if (seek_is_left(reading->seek)) {
        go_on(reading);
    } else {
        found(reading, find(reading));
    }
    return 0;
}

static void wait_for_other(struct reading *reading)
{
    if (collecting_is_late(&reading->collecting)) {
        end(reading, READING_FAILED);
        return;
    }
    reading->seek->is_held = true;
    TSCont again = TSContCreate(on_again, TSContMutexGet((TSCont)reading->seek->txn));
    TSContDataSet(again, reading);
    reading->doublings += reading->doublings < WAIT_DOUBLINGS ? 1 : 0;
    TSContScheduleOnThread(again, WAIT_MS << reading->doublings, TSEventThreadSelf());
}

static void found(struct reading *reading, int32_t verdict)
{
    switch (verdict) {
    case TSMP4_MORE:
        collecting_go_on(&reading->collecting);
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
    reading->done = done;
    collecting_open(&reading->collecting, seek, from, &calls, reading);
    return reading;
}

/*
 * Whether another copy of the file that takes the place of this one now would be known by its header. Without a strong
 * validator only the date tells them apart, and not while it is the same second.
 */
static bool is_told_from_next(TSHttpTxn txn, TSMBuffer buffer, TSMLoc header)
{
    time_t received = 0;
    return partial_strong_validator(buffer, header).bytes ||
           (TSHttpTxnCachedRespTimeGet(txn, &received) == TS_SUCCESS && time(NULL) - received >= SAME_DATE_SECONDS);
}

bool reading_from_cache(struct seek *seek, TSMBuffer buffer, TSMLoc header, reading_done done)
{
    struct reading *reading = reading_new(seek, SUBREQUEST_CACHE, done);
    if (!is_told_from_next(seek->txn, buffer, header)) {
        end(reading, READING_FAILED);
        return false;
    }
    if (seek->source_size < 0) {
        seek_set_file(seek, buffer, header, -1);
        collecting_begin(&reading->collecting);
        return seek->is_held;
    }
    int32_t verdict =
        source_find(seek, buffer, header, seek->source_size, TSMP4_USE_SEEKABLE, &reading->collecting.answer);
    if (verdict == TSMP4_MORE || verdict == TSMP4_BUSY) {
        seek_set_file(seek, buffer, header, seek->source_size);
    }
    found(reading, verdict);
    return seek->is_held;
}

bool reading_from_origin(struct seek *seek, reading_done done)
{
    struct reading *reading = reading_new(seek, SUBREQUEST_ORIGIN, done);
    collecting_begin(&reading->collecting);
    return seek->is_held;
}
