#include "answer/transform.h"

#include <stdio.h>
#include <string.h>

#include "answer/input.h"
#include "answer/passing_moov.h"
#include "answer/stream.h"
#include "engine/plan.h"
#include "source/find_index.h"

/* Before STAGE_SEND the client has got nothing. */
enum stage {
    STAGE_BEGIN,   /* nothing of the answer has been looked at */
    STAGE_COLLECT, /* the file is read up to the end of its moov, and held */
    STAGE_PLAN,    /* a task thread is planning */
    STAGE_SEND,    /* the cut, or the file untouched */
    STAGE_DONE     /* all is with Traffic Server, or the transfer was broken off */
};

struct transform {
    TSHttpTxn txn; /* not used any more once Traffic Server has closed the transform */
    struct engine_seek *engine;
    int64_t moov_max; /* bytes */
    const struct transform_calls *calls;
    void *data;
    enum stage stage;
    enum read_path path; /* how the bytes of the file come; valid after STAGE_BEGIN */
    struct plan *plan;   /* NULL = no task thread is planning */
    struct stream stream;
};

static void pass(TSVConn self, struct transform *transform)
{
    int64_t size = input_size(TSVConnWriteVIOGet(self));
    stream_open_file(&transform->stream, self, transform->txn, size < 0 ? INT64_MAX : size);
    transform->stage = STAGE_SEND;
}

/* That ends the transaction, so nothing of it may be used afterwards. */
static void fail(TSVConn self, struct transform *transform, const char *reason)
{
    enum break_off how = break_off_by(self, stream_is_read(&transform->stream));
    transform->stage = STAGE_DONE;
    transform->calls->broken(transform->data, how, reason);
    break_off(self, transform->txn, how);
}

/* What comes is passed on as it is, unless it may be a part of the file: that would look like the whole file. */
static void decline(TSVConn self, struct transform *transform, enum metric metric, const char *reason)
{
    if (transform->path == READ_DOUBTFUL) {
        fail(self, transform,
             "the origin was asked for a part of the file; its answer has no length, and is no file that can be cut");
        return;
    }
    transform->calls->declined(transform->data, metric, reason);
    pass(self, transform);
}

static void end_input(struct transform *transform, TSVIO input)
{
    transform->stage = STAGE_DONE;
    if (input_is_over(input)) {
        transform->calls->sent(transform->data);
    }
    input_end(input);
}

/* Sends if it is decided what to send, and if the answer is not broken off. */
static void send_if_decided(TSVConn self, struct transform *transform, TSEvent event)
{
    if (transform->stage != STAGE_SEND) {
        return;
    }
    switch (stream_send(&transform->stream, self, event)) {
    case STREAM_GOES_ON:
        break;
    case STREAM_COMPLETE:
        end_input(transform, TSVConnWriteVIOGet(self));
        break;
    case STREAM_SHORT:
        fail(self, transform, "the file ended before the bytes of its answer did");
        break;
    case STREAM_ENGINE_FAILED:
        fail(self, transform, "engine failure while a cut was sent");
        break;
    }
}

/* position: where in the file the first byte is that is held, or else will come. */
static void send_cut(TSVConn self, struct transform *transform, const struct tsmp4_cut *cut, int64_t position)
{
    transform->calls->cut(transform->data, cut);
    /* The length is known, even if the origin sends chunks. Nothing would read chunks after the header of a 304. */
    TSHttpTxnConfigIntSet(transform->txn, TS_CONFIG_HTTP_CHUNKING_ENABLED, 0);
    stream_open_cut(&transform->stream, self, transform->txn, cut, position);
    transform->stage = STAGE_SEND;
}

static void take_plan(TSVConn self, struct transform *transform, int32_t verdict, const struct tsmp4_answer *answer)
{
    int64_t size = input_size(TSVConnWriteVIOGet(self));
    const struct tsmp4_cut *cut = &answer->cut;
    if (verdict != TSMP4_OK) {
        decline(self, transform, report_metric_of(answer->decline.cause), answer->decline.reason);
    } else if (cut->begin < 0 || cut->end < cut->begin || cut->source_begin < 0 ||
               (size >= 0 && cut->source_end > size)) {
        decline(self, transform, METRIC_UNTOUCHED_ENGINE, "engine failure: the cut lies outside the file");
    } else {
        send_cut(self, transform, cut, 0);
    }
}

static void on_planned(void *data, int32_t verdict, const struct tsmp4_answer *answer)
{
    TSVConn self = (TSVConn)data;
    struct transform *transform = (struct transform *)TSContDataGet(self);
    if (TSVConnClosedGet(self)) {
        return; /* Traffic Server has let go of the transform, and is about to say so */
    }
    take_plan(self, transform, verdict, answer);
    send_if_decided(self, transform, TS_EVENT_NONE);
}

static void make_plan(TSVConn self, struct transform *transform, int64_t moov_size)
{
    int32_t verdict = TSMP4_DECLINED;
    struct tsmp4_answer answer;
    transform->plan = plan_make(transform->engine, moov_size, self, on_planned, self, &verdict, &answer);
    if (transform->plan) {
        transform->stage = STAGE_PLAN;
    } else {
        take_plan(self, transform, verdict, &answer);
    }
}

static void collect(TSVConn self, struct transform *transform)
{
    TSVIO input = TSVConnWriteVIOGet(self);
    struct tsmp4_answer answer;
    struct passing_moov_decline why;
    switch (passing_moov_take(&transform->stream, input, transform->moov_max, &answer, &why)) {
    case PASSING_MOOV_COMES:
        stream_ask(&transform->stream, input);
        break;
    case PASSING_MOOV_COMPLETE:
        make_plan(self, transform, answer.moov_size);
        break;
    case PASSING_MOOV_DECLINED:
        decline(self, transform, why.metric, why.reason);
        break;
    }
}

static void begin(TSVConn self, struct transform *transform)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnTransformRespGet(transform->txn, &buffer, &header) != TS_SUCCESS) {
        pass(self, transform);
        return;
    }
    int64_t size = input_size(TSVConnWriteVIOGet(self));
    int32_t verdict = TSMP4_DECLINED;
    struct tsmp4_answer answer;
    struct order order = {ORDER_PASS, READ_STREAM, NULL, -1, NULL};
    transform->calls->begin(transform->data, &order);
    transform->path = order.path;
    struct order_result result = order_decide(&order, buffer, header, size);
    if (result.outcome == OUTCOME_FIND) {
        /* The index of the file may be known, although it was not when the transaction began. */
        verdict = find_index(transform->engine, transform->txn, buffer, header, size, TSMP4_USE_STREAM, &answer);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    switch (result.outcome) {
    case OUTCOME_PASS:
        pass(self, transform);
        break;
    case OUTCOME_FIND:
        if (verdict == TSMP4_MORE) {
            transform->stage = STAGE_COLLECT;
        } else {
            take_plan(self, transform, verdict, &answer);
        }
        break;
    case OUTCOME_CUT:
        send_cut(self, transform, order.cut, result.position);
        break;
    case OUTCOME_DECLINED:
        decline(self, transform, result.metric, result.reason);
        break;
    case OUTCOME_BROKEN:
        fail(self, transform, result.reason);
        break;
    }
}

static void run(TSVConn self, struct transform *transform, TSEvent event)
{
    if (input_is_all_there(TSVConnWriteVIOGet(self))) {
        transform->calls->all_there(transform->data);
    }
    if (transform->stage == STAGE_BEGIN) {
        begin(self, transform);
    }
    if (transform->stage == STAGE_COLLECT) {
        collect(self, transform);
    }
    send_if_decided(self, transform, event);
}

/* There may be no input even so: if a body is empty, Traffic Server tells only of its end. */
static bool is_opened(TSVConn self)
{
    return TSTransformOutputVConnGet(self) != NULL;
}

void transform_hurry(TSVConn self, int seconds)
{
    struct transform *transform = (struct transform *)TSContDataGet(self);
    if (TSVConnClosedGet(self) || !is_opened(self) || transform->stage > STAGE_PLAN) {
        return;
    }
    run(self, transform, TS_EVENT_NONE);
    bool is_planning = transform->stage == STAGE_PLAN;
    if (is_planning || transform->stage == STAGE_COLLECT) {
        char reason[TSMP4_REASON_SIZE];
        snprintf(reason, sizeof reason, "declined: its %s after %d s",
                 is_planning ? "index is not built" : "moov has not come", seconds);
        plan_release(transform->plan);
        transform->plan = NULL;
        decline(self, transform, is_planning ? METRIC_UNTOUCHED_ENGINE : METRIC_UNTOUCHED_FILE, reason);
        send_if_decided(self, transform, TS_EVENT_NONE);
    }
}

static void destroy(TSVConn self, struct transform *transform)
{
    plan_release(transform->plan);
    bool is_before_answer = transform->stage < STAGE_SEND && TSVConnClosedGet(self) == TS_VC_CLOSE_ABORT;
    stream_close(&transform->stream);
    engine_seek_release(transform->engine);
    transform->calls->closed(transform->data, is_before_answer);
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
    case TS_EVENT_ERROR:
        input_fail(TSVConnWriteVIOGet(self));
        break;
    case TS_EVENT_VCONN_WRITE_COMPLETE:
        TSVConnShutdown(TSTransformOutputVConnGet(self), 0, 1);
        break;
    default:
        /* The event that transform_add has scheduled may come too early. */
        if (transform->stage != STAGE_BEGIN || is_opened(self)) {
            run(self, transform, event);
        }
        break;
    }
    return 0;
}

TSVConn transform_add(TSHttpTxn txn, struct engine_seek *engine, int64_t moov_max, bool is_early,
                      const struct transform_calls *calls, void *data)
{
    struct transform *transform = (struct transform *)TSmalloc(sizeof *transform);
    memset(transform, 0, sizeof *transform);
    transform->txn = txn;
    transform->engine = engine_seek_hold(engine);
    transform->moov_max = moov_max;
    transform->calls = calls;
    transform->data = data;
    stream_init(&transform->stream, engine);
    TSHttpTxnUntransformedRespCache(txn, 1);
    TSHttpTxnTransformedRespCache(txn, 0);
    TSVConn self = TSTransformCreate(on_event, txn);
    TSContDataSet(self, transform);
    TSHttpTxnHookAdd(txn, TS_HTTP_RESPONSE_TRANSFORM_HOOK, self);
    if (is_early) {
        /* Traffic Server calls a transform when the first bytes are there: the header and the head need not wait. */
        TSContScheduleOnThread(self, 0, TSEventThreadSelf());
    }
    return self;
}
