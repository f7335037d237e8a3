#include "transform.h"

#include <string.h>

#include "headers.h"
#include "planner.h"
#include "preset.h"
#include "report.h"
#include "source.h"
#include "stream.h"

/* What may stand before the moov and be read with its last block, beside the moov itself, in bytes. */
#define HELD_SLACK (INT64_C(4) << 20)

enum stage {
    STAGE_BEGIN,   /* nothing of the answer was looked at; in order: up to STAGE_SEND the client has got nothing */
    STAGE_COLLECT, /* the file is read up to the end of its moov, and held */
    STAGE_PLAN,    /* a task thread is planning */
    STAGE_SEND,    /* the cut, or the file untouched */
    STAGE_DONE     /* all is with Traffic Server, or the transfer was broken off */
};

struct transform {
    struct seek *seek;
    enum stage stage;
    struct plan *plan;
    struct stream stream;
};

/* -1 = not known. */
static int64_t source_size(TSVConn self)
{
    int64_t size = TSVIONBytesGet(TSVConnWriteVIOGet(self));
    return size == INT64_MAX ? -1 : size;
}

static void pass(TSVConn self, struct transform *transform)
{
    int64_t size = source_size(self);
    stream_open_file(&transform->stream, self, transform->seek->txn, size < 0 ? INT64_MAX : size);
    transform->stage = STAGE_SEND;
}

static void decline(TSVConn self, struct transform *transform, enum metric count, const char *reason)
{
    seek_decline(transform->seek, count, reason);
    pass(self, transform);
}

static void declined(TSVConn self, struct transform *transform, const struct tsmp4_answer *answer)
{
    seek_declined(transform->seek, answer);
    pass(self, transform);
}

/*
 * The client is to see an error, or a broken transfer, not one that looks complete. Traffic Server does not outlive the
 * abort of an output that it has not begun to read; the client has no header then. To fail its input is to end the
 * transaction, so nothing of that may be used after this.
 */
static void break_off(TSVConn self, struct transform *transform, const char *reason)
{
    struct seek *seek = transform->seek;
    TSVIO input = TSVConnWriteVIOGet(self);
    transform->stage = STAGE_DONE;
    report_request(seek->txn, reason);
    if (transform->stream.pace.settled) {
        TSVConnAbort(TSTransformOutputVConnGet(self), 1);
    } else if (TSVIOBufferGet(input)) {
        seek->is_cut = false;
        TSHttpTxnStatusSet(seek->txn, TS_HTTP_STATUS_BAD_GATEWAY);
        TSContCall(TSVIOContGet(input), TS_EVENT_ERROR, input);
    } else {
        seek_fail(seek);
    }
}

/*
 * What is left of the file is for the cache alone, whose write goes on without the transform; when nothing is being
 * cached, Traffic Server does not even read it.
 */
static void end_input(struct transform *transform, TSVIO input)
{
    transform->stage = STAGE_DONE;
    /* Until the client has it all, its leaving still ends the write to the cache. */
    transform->seek->is_sent = input_is_over(input);
    if (TSVIOBufferGet(input)) {
        TSEvent event = input_is_over(input) ? TS_EVENT_VCONN_WRITE_COMPLETE : TS_EVENT_VCONN_EOS;
        TSContCall(TSVIOContGet(input), event, input);
    }
}

static void send_more(TSVConn self, struct transform *transform, TSEvent event)
{
    switch (stream_send(&transform->stream, self, event, transform->seek)) {
    case STREAM_GOES_ON:
        break;
    case STREAM_COMPLETE:
        end_input(transform, TSVConnWriteVIOGet(self));
        break;
    case STREAM_SHORT:
        break_off(self, transform, "the file ended before the bytes of its answer did");
        break;
    case STREAM_ENGINE_FAILED:
        break_off(self, transform, "engine failure while a cut was sent");
        break;
    }
}

static const enum metric path_metrics[] = {METRIC_STREAMED, METRIC_PREAD, METRIC_ORIGIN_RANGE}; /* by enum preset */

/* What the engine answered, from where the input stands in the file. */
static void send_cut(TSVConn self, struct transform *transform)
{
    struct seek *seek = transform->seek;
    seek->is_cut = true;
    /* The length is known, though a chunked origin's was not: chunks after the header of a 304 would be no one's. */
    TSHttpTxnConfigIntSet(seek->txn, TS_CONFIG_HTTP_CHUNKING_ENABLED, 0);
    report_add(METRIC_CUTS, 1);
    report_add(path_metrics[seek->preset], 1);
    stream_open_cut(&transform->stream, self, seek->txn, &seek->cut);
    transform->stage = STAGE_SEND;
}

static void take_plan(TSVConn self, struct transform *transform, int32_t verdict, const struct tsmp4_answer *answer)
{
    int64_t size = source_size(self);
    if (verdict != TSMP4_OK) {
        declined(self, transform, answer);
    } else if (answer->begin < 0 || answer->end < answer->begin || answer->source_begin < 0 ||
               (size >= 0 && answer->source_end > size)) {
        decline(self, transform, METRIC_UNTOUCHED_ENGINE, "engine failure: the cut lies outside the file");
    } else {
        transform->seek->cut = *answer;
        send_cut(self, transform);
    }
}

static void on_planned(void *data, int32_t verdict, const struct tsmp4_answer *answer)
{
    TSVConn self = (TSVConn)data;
    struct transform *transform = (struct transform *)TSContDataGet(self);
    if (TSVConnClosedGet(self)) {
        /* Traffic Server has let go of the transform, and is about to say so. */
        return;
    }
    take_plan(self, transform, verdict, answer);
    send_more(self, transform, TS_EVENT_NONE);
}

static void make_plan(TSVConn self, struct transform *transform, int64_t moov_size)
{
    struct seek *seek = transform->seek;
    if (moov_size > PLAN_INLINE_MOST) {
        transform->plan = plan_start(seek, self, on_planned, self);
        transform->stage = STAGE_PLAN;
        return;
    }
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    int32_t verdict = seek->engine->plan(seek->handle, &answer);
    take_plan(self, transform, verdict, &answer);
}

static void collect(TSVConn self, struct transform *transform)
{
    TSVIO input = TSVConnWriteVIOGet(self);
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    int32_t verdict = stream_collect(&transform->stream, input, transform->seek, &answer);
    if (verdict == TSMP4_OK) {
        make_plan(self, transform, answer.moov_size);
    } else if (verdict != TSMP4_MORE) {
        declined(self, transform, &answer);
    } else if (input_is_over(input)) {
        decline(self, transform, METRIC_UNTOUCHED_FILE, "declined: the file ends before its moov does");
    } else if (transform->stream.taken > 2 * transform->seek->rule->options.moov_max + HELD_SLACK) {
        decline(self, transform, METRIC_UNTOUCHED_FILE, "declined: no complete moov within twice --moov-max");
    } else {
        input_ask(&transform->stream, input);
    }
}

/* The index of the file may be known, though not when the transaction began. */
static void begin_file(TSVConn self, struct transform *transform, TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_answer answer;
    int32_t verdict = source_find(transform->seek, buffer, header, source_size(self), TSMP4_USE_STREAM, &answer);
    if (verdict == TSMP4_MORE) {
        transform->stage = STAGE_COLLECT;
    } else {
        take_plan(self, transform, verdict, &answer);
    }
}

/* Only the file itself is cut, or the part that was asked for: not what a redirect or an error brought instead. */
static bool is_of_file(const struct seek *seek, TSHttpStatus status)
{
    return status == TS_HTTP_STATUS_OK || (status == TS_HTTP_STATUS_PARTIAL_CONTENT && seek->preset == PRESET_ORIGIN);
}

static void begin(TSVConn self, struct transform *transform)
{
    struct seek *seek = transform->seek;
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnTransformRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        pass(self, transform);
        return;
    }
    const char *broken = NULL;
    if (!is_of_file(seek, TSHttpHdrStatusGet(buffer, header))) {
        pass(self, transform);
    } else if (!header_is_identity(buffer, header) && seek->preset != PRESET_NONE) {
        broken = "the file of which a part was asked is encoded now";
    } else if (!header_is_identity(buffer, header)) {
        decline(self, transform, METRIC_UNTOUCHED_ENCODED, "declined: Content-Encoding");
    } else if (seek->is_planned) {
        transform->stream.position = preset_position(seek, source_size(self));
        if (transform->stream.position < 0) {
            broken = "the cache delivered other bytes than it was asked for";
        } else {
            send_cut(self, transform);
        }
    } else {
        begin_file(self, transform, buffer, header);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    if (broken) {
        break_off(self, transform, broken);
    }
}

static void run(TSVConn self, struct transform *transform, TSEvent event)
{
    TSVIO input = TSVConnWriteVIOGet(self);
    transform->seek->is_all_there = input_available(input) >= TSVIONTodoGet(input);
    if (transform->stage == STAGE_BEGIN) {
        begin(self, transform);
    }
    if (transform->stage == STAGE_COLLECT) {
        collect(self, transform);
    }
    if (transform->stage == STAGE_SEND) {
        send_more(self, transform, event);
    }
}

static void destroy(TSVConn self, struct transform *transform)
{
    if (transform->plan) {
        plan_release(transform->plan);
    }
    if (transform->stage < STAGE_SEND && TSVConnClosedGet(self) == TS_VC_CLOSE_ABORT) {
        seek_give_up(transform->seek);
    }
    stream_close(&transform->stream);
    seek_release(transform->seek);
    TSfree(transform);
    TSContDestroy(self);
}

static int on_event(TSCont self, TSEvent event, void *data)
{
    (void)data;
    struct transform *transform = (struct transform *)TSContDataGet(self);
    if (TSVConnClosedGet(self)) {
        destroy(self, transform);
        return 0;
    }
    switch (event) {
    case TS_EVENT_ERROR: {
        TSVIO input = TSVConnWriteVIOGet(self);
        TSContCall(TSVIOContGet(input), TS_EVENT_ERROR, input);
        break;
    }
    case TS_EVENT_VCONN_WRITE_COMPLETE:
        TSVConnShutdown(TSTransformOutputVConnGet(self), 0, 1);
        break;
    default:
        /*
         * The early call of transform_add may come before Traffic Server has opened the transform. Once it has, there
         * may be no input all the same: of a body of no bytes only the end is told.
         */
        if (transform->stage != STAGE_BEGIN || TSTransformOutputVConnGet(self)) {
            run(self, transform, event);
        }
        break;
    }
    return 0;
}

void transform_add(struct seek *seek)
{
    struct transform *transform = (struct transform *)TSmalloc(sizeof *transform);
    memset(transform, 0, sizeof *transform);
    transform->seek = seek_hold(seek);
    TSHttpTxnUntransformedRespCache(seek->txn, 1);
    TSHttpTxnTransformedRespCache(seek->txn, 0);
    TSVConn self = TSTransformCreate(on_event, seek->txn);
    TSContDataSet(self, transform);
    TSHttpTxnHookAdd(seek->txn, TS_HTTP_RESPONSE_TRANSFORM_HOOK, self);
    if (seek->preset == PRESET_CACHE) {
        /* Traffic Server calls a transform when the first bytes are there: the header and the head need not wait. */
        TSContScheduleOnThread(self, 0, TSEventThreadSelf());
    }
}
