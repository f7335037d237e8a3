#include "source/index_reader.h"

#include <string.h>
#include <time.h>

#include "engine/plan.h"
#include "source/collector.h"
#include "source/find_index.h"

/*
 * Another seek is building the index, or just has: how many milliseconds to wait before asking again, and how many
 * times that is doubled.
 */
#define WAIT_MS 5
#define WAIT_DOUBLINGS 5
/* Dates count whole seconds. */
#define SAME_DATE_SECONDS 2

struct index_reader {
    struct index_reading reading;
    int doublings; /* of the time waited for another seek */
    struct collector *collector;
    struct plan *plan; /* NULL = none is being made on another thread */
    bool *is_ended;    /* told at the end; NULL once the call that started the reader has returned */
};

/* Frees the reader, and tells how it ended. */
static void end_with(struct index_reader *reader, enum index_end how, const struct tsmp4_answer *answer)
{
    struct index_reading reading = reader->reading;
    struct tsmp4_answer said = *answer;
    bool is_waited_for = !reader->is_ended;
    if (reader->is_ended) {
        *reader->is_ended = true;
    }
    collector_free(reader->collector);
    plan_release(reader->plan);
    TSfree(reader);
    if (is_waited_for && ats_abort_of(reading.txn) != ATS_ABORT_NONE) {
        how = INDEX_ABANDONED;
    }
    reading.done(reading.data, how, &said);
}

static void on_planned(void *data, int32_t verdict, const struct tsmp4_answer *answer)
{
    struct index_reader *reader = (struct index_reader *)data;
    end_with(reader, verdict == TSMP4_OK ? INDEX_READ : INDEX_DECLINED, answer);
}

static void make_plan(struct index_reader *reader, int64_t moov_size)
{
    int32_t verdict = TSMP4_DECLINED;
    struct tsmp4_answer answer;
    const struct index_reading *reading = &reader->reading;
    reader->plan = plan_make(reading->engine, moov_size, (TSCont)reading->txn, on_planned, reader, &verdict, &answer);
    if (!reader->plan) {
        on_planned(reader, verdict, &answer);
    }
}

static int32_t find(const struct index_reader *reader, struct tsmp4_answer *answer)
{
    const struct index_reading *reading = &reader->reading;
    const struct file_version *file = reading->file;
    return find_index(reading->engine, reading->txn, file->buffer, file->header, file->size, TSMP4_USE_SEEKABLE,
                      answer);
}

static void found(struct index_reader *reader, int32_t verdict, const struct tsmp4_answer *answer);

static bool on_named(void *data)
{
    struct index_reader *reader = (struct index_reader *)data;
    const struct index_reading *reading = &reader->reading;
    struct tsmp4_answer answer;
    if (!file_type_is_media(reading->options, reading->file->buffer, reading->file->header)) {
        memset(&answer, 0, sizeof answer);
        end_with(reader, INDEX_LOST, &answer);
        return false;
    }
    int32_t verdict = find(reader, &answer);
    if (verdict != TSMP4_MORE) {
        found(reader, verdict, &answer);
    }
    return verdict == TSMP4_MORE;
}

static void on_collected(void *data, enum collector_end how, const struct tsmp4_answer *answer)
{
    struct index_reader *reader = (struct index_reader *)data;
    if (how == COLLECTOR_COMPLETE) {
        make_plan(reader, answer->moov_size);
    } else {
        end_with(reader, how == COLLECTOR_DECLINED ? INDEX_DECLINED : INDEX_LOST, answer);
    }
}

static const struct collector_calls calls = {on_named, on_collected};

static int on_again(TSCont again, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct index_reader *reader = (struct index_reader *)TSContDataGet(again);
    TSContDestroy(again);
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    if (ats_abort_of(reader->reading.txn) != ATS_ABORT_NONE) {
        end_with(reader, INDEX_ABANDONED, &answer);
    } else {
        int32_t verdict = find(reader, &answer);
        found(reader, verdict, &answer);
    }
    return 0;
}

static void wait_for_other(struct index_reader *reader, const struct tsmp4_answer *answer)
{
    if (collector_is_late(reader->collector)) {
        end_with(reader, INDEX_UNREADABLE, answer);
        return;
    }
    TSCont again = TSContCreate(on_again, TSContMutexGet((TSCont)reader->reading.txn));
    TSContDataSet(again, reader);
    TSContScheduleOnThread(again, WAIT_MS << reader->doublings, TSEventThreadSelf());
    reader->doublings += reader->doublings < WAIT_DOUBLINGS ? 1 : 0;
}

static void found(struct index_reader *reader, int32_t verdict, const struct tsmp4_answer *answer)
{
    switch (verdict) {
    case TSMP4_OK:
        end_with(reader, INDEX_KNOWN, answer);
        break;
    case TSMP4_MORE:
        collector_go_on(reader->collector, &answer->need);
        break;
    case TSMP4_BUSY:
        wait_for_other(reader, answer);
        break;
    default:
        end_with(reader, INDEX_DECLINED, answer);
        break;
    }
}

static struct index_reader *index_reader_new(const struct index_reading *reading, enum own_request from, bool *is_ended)
{
    struct index_reader *reader = (struct index_reader *)TSmalloc(sizeof *reader);
    memset(reader, 0, sizeof *reader);
    reader->reading = *reading;
    reader->is_ended = is_ended;
    reader->collector = collector_new(reading->txn, reading->engine, reading->file, from, &calls, reader);
    return reader;
}

/*
 * Another copy of the file may take the place of this one now: whether their headers would tell them apart. Without a
 * strong validator only Date does, and not within the same second.
 */
static bool is_told_from_next(TSHttpTxn txn, TSMBuffer buffer, TSMLoc header)
{
    time_t received = 0;
    return validator_strong(buffer, header).bytes ||
           (TSHttpTxnCachedRespTimeGet(txn, &received) == TS_SUCCESS && time(NULL) - received >= SAME_DATE_SECONDS);
}

static void start_from_cache(struct index_reader *reader, TSMBuffer buffer, TSMLoc header)
{
    const struct index_reading *reading = &reader->reading;
    struct file_version *file = reading->file;
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    if (!is_told_from_next(reading->txn, buffer, header)) {
        end_with(reader, INDEX_UNREADABLE, &answer);
        return;
    }
    if (file->size < 0) {
        file_version_set(file, buffer, header, -1);
        collector_begin(reader->collector);
        return;
    }
    int32_t verdict =
        find_index(reading->engine, reading->txn, buffer, header, file->size, TSMP4_USE_SEEKABLE, &answer);
    if (verdict == TSMP4_MORE || verdict == TSMP4_BUSY) {
        file_version_set(file, buffer, header, file->size);
    }
    found(reader, verdict, &answer);
}

void index_read_from_cache(const struct index_reading *reading, TSMBuffer buffer, TSMLoc header)
{
    bool is_ended = false;
    struct index_reader *reader = index_reader_new(reading, OWN_REQUEST_CACHE, &is_ended);
    start_from_cache(reader, buffer, header);
    if (!is_ended) {
        reader->is_ended = NULL;
    }
}

void index_read_from_origin(const struct index_reading *reading)
{
    bool is_ended = false;
    struct index_reader *reader = index_reader_new(reading, OWN_REQUEST_ORIGIN, &is_ended);
    collector_begin(reader->collector);
    if (!is_ended) {
        reader->is_ended = NULL;
    }
}
