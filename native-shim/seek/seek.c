#include "seek/seek.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "answer/answer.h"
#include "answer/answer_header.h"
#include "ats/debug.h"
#include "ats/report.h"
#include "seek/seek_change.h"
#include "source/source.h"

/*
 * Used with the transaction's mutex only. Its hooks hold one reference and its transform another: Traffic Server may
 * close the transform after the transaction.
 */
struct seek {
    int references;
    enum seek_state state; /* changed by enter alone */
    TSHttpTxn txn;         /* NULL once it is closed */
    uint64_t number;       /* of the transaction, in debug lines */
    const struct rule *rule;
    struct engine_seek *engine; /* NULL when the engine declined at once, and once the transaction is closed */
    bool is_head;
    bool is_index_passing; /* it came with the file that streamed past, or was known by then */
    bool is_held;          /* until on_found lets the transaction go on */
    struct source source;
    struct answer answer;
    char reason[TSMP4_REASON_SIZE]; /* why the answer is not a cut; "" = nothing to say */
};

/* Every change of a seek's state. One that the table does not have is refused. */
__attribute__((format(printf, 3, 4))) static void enter(struct seek *seek, enum seek_state next, const char *format,
                                                        ...)
{
    struct seek_change_of of = {seek->txn, seek->number};
    va_list arguments;
    va_start(arguments, format);
    seek->state = seek_change(&of, seek->state, next, format, arguments);
    va_end(arguments);
}

static void release(void *data)
{
    struct seek *seek = (struct seek *)data;
    if (--seek->references == 0) {
        report_add(METRIC_SEEKS, -1);
        TSfree(seek);
    }
}

static void decline(void *data, enum metric metric, const char *reason)
{
    struct seek *seek = (struct seek *)data;
    snprintf(seek->reason, sizeof seek->reason, "%s", reason);
    report_untouched(seek->txn, metric, seek->reason);
    enter(seek, SEEK_DECLINED, "%s", seek->reason);
}

static void fail(void *data, const char *reason)
{
    struct seek *seek = (struct seek *)data;
    report_request(TSMP4_WARNING, seek->txn, reason);
    enter(seek, SEEK_FAILED, "%s", reason);
}

/* Has the answer made by a transform. The answer to a HEAD has no body to make. */
static void transform(struct seek *seek)
{
    if (!seek->is_head && answer_transform(&seek->answer, seek->engine, seek->rule->options.moov_max,
                                           seek->source.path == READ_FROM_CACHE)) {
        seek->references++;
    }
}

/*
 * If the origin is still to answer, it is not known with what: a file, or a part of one, gets its transform when it
 * comes.
 */
static void on_found(void *data, enum source_found found, const struct tsmp4_decline *why)
{
    struct seek *seek = (struct seek *)data;
    switch (found) {
    case SOURCE_PLANNED:
        enter(seek, SEEK_PLANNED, "%s", seek->source.story);
        if (source_is_cached(&seek->source)) {
            transform(seek);
        }
        break;
    case SOURCE_STREAMS:
        enter(seek, SEEK_STREAMING, "%s", seek->source.story);
        transform(seek);
        break;
    case SOURCE_AWAITED:
        enter(seek, SEEK_STREAMING, "%s", seek->source.story);
        break;
    case SOURCE_DECLINED:
        decline(seek, report_metric_of(why->cause), why->reason);
        break;
    case SOURCE_ABANDONED:
        break;
    }
    if (seek->is_held) {
        seek->is_held = false;
        TSHttpTxnReenable(seek->txn, TS_EVENT_HTTP_CONTINUE);
    }
}

static void on_begin(void *data, struct order *order)
{
    const struct seek *seek = (const struct seek *)data;
    order->task = seek->state == SEEK_PLANNED ? ORDER_CUT : seek->state == SEEK_STREAMING ? ORDER_FIND : ORDER_PASS;
    order->path = seek->source.path;
    order->cut = &seek->source.plan;
    order->file_size = seek->source.file.size;
    order->options = &seek->rule->options;
}

static void on_cut(void *data)
{
    struct seek *seek = (struct seek *)data;
    const struct tsmp4_cut *cut = &seek->answer.cut;
    const struct read_path_told *path = read_path_told(seek->source.path);
    report_add(METRIC_CUTS, 1);
    report_add(path->metric, 1);
    seek->is_index_passing = seek->state == SEEK_STREAMING;
    enter(seek, SEEK_CUTTING, "status %d, bytes [%" PRId64 ", %" PRId64 ") of a cut of %" PRId64 "; read %s",
          cut->status, cut->begin, cut->end, cut->length, path->text);
}

static void on_sent(void *data)
{
    struct seek *seek = (struct seek *)data;
    if (seek->state != SEEK_ASKED && seek->state != SEEK_INDEXING) { /* else what was sent is a redirect's */
        enter(seek, seek->state == SEEK_CUTTING ? SEEK_CUT_SENT : SEEK_FILE_SENT, "all of it is with Traffic Server");
    }
}

static const struct answer_calls answer_calls = {on_begin, on_cut, decline, on_sent, fail, release};

/* True = the transaction is held. */
static bool at_lookup(struct seek *seek)
{
    if (seek->state != SEEK_ASKED) {
        enter(seek, SEEK_ASKED, "looked up again");
        *seek->reason = '\0';
    }
    seek->is_held = source_look_up(&seek->source);
    if (seek->is_held) {
        enter(seek, SEEK_INDEXING, "%s, index not known", cache_state_text(seek->source.cache));
    }
    return seek->is_held;
}

/* False = what the origin answers cannot be sent. */
static bool at_origin_answer(struct seek *seek)
{
    struct tsmp4_decline why;
    switch (source_take_answer(&seek->source, seek->state == SEEK_PLANNED, &why)) {
    case ORIGIN_NO_FILE:
    case ORIGIN_UNCHANGED:
        return true;
    case ORIGIN_UNUSABLE:
        fail(seek, why.reason);
        return false;
    case ORIGIN_CROWDED:
        if (seek->state != SEEK_DECLINED) {
            decline(seek, report_metric_of(why.cause), why.reason);
        }
        return true;
    case ORIGIN_OTHER_FILE:
    case ORIGIN_DOUBTFUL:
        if (seek->state == SEEK_ASKED || seek->state == SEEK_PLANNED) {
            enter(seek, SEEK_STREAMING, "the origin sends a file that was not planned");
        }
        break;
    case ORIGIN_AS_PLANNED:
    case ORIGIN_PART:
        break;
    }
    /* A file that is declined already is not looked at again, nor one whose client has left. */
    if (seek->state == SEEK_PLANNED || seek->state == SEEK_STREAMING) {
        transform(seek);
    }
    return true;
}

static struct cut_story story_of(const struct seek *seek, bool is_cut)
{
    const struct source *source = &seek->source;
    const char *index = seek->is_index_passing ? "passing" : source->index == INDEX_KNOWN ? "known" : "read";
    struct cut_story story = {is_cut ? &seek->answer.cut : &source->plan, index,
                              is_cut ? read_path_told(source->path)->word : NULL,
                              read_range_skipped(&source->plan, &source->file, source->path)};
    return story;
}

static void at_client_answer(struct seek *seek)
{
    bool is_cut = seek->state == SEEK_CUTTING || seek->state == SEEK_CUT_SENT;
    bool is_planned = seek->state == SEEK_PLANNED;
    struct answer_header header = {ANSWER_OTHER,      story_of(seek, is_cut), seek->reason,
                                   seek->source.path, seek->is_head,          seek->source.file.type};
    if (is_cut || is_planned) {
        header.kind = is_cut || seek->is_head ? ANSWER_CUT : ANSWER_PLANNED;
    }
    int status = (int)answer_header_write(seek->txn, &header);
    debug_line("[%" PRIu64 "] the client gets status %d", seek->number, status);
}

static void at_close(struct seek *seek)
{
    bool is_sent = seek->state == SEEK_CUT_SENT || seek->state == SEEK_FILE_SENT;
    source_close(&seek->source, !is_sent && answer_is_cut_off(&seek->answer));
    answer_close(&seek->answer);
    enter(seek, SEEK_DONE, "%s", ats_abort_text(ats_abort_of(seek->txn)));
    seek->txn = NULL;
    if (seek->engine) {
        engine_seek_release(seek->engine);
        seek->engine = NULL;
    }
    engine_seek_count(seek->rule->engine);
    release(seek);
}

static int on_hook(TSCont hooks, TSEvent event, void *data)
{
    TSHttpTxn txn = (TSHttpTxn)data;
    struct seek *seek = (struct seek *)TSContDataGet(hooks);
    TSEvent next = TS_EVENT_HTTP_CONTINUE;
    switch (event) {
    case TS_EVENT_HTTP_CACHE_LOOKUP_COMPLETE:
        if (at_lookup(seek)) {
            return 0;
        }
        break;
    case TS_EVENT_HTTP_SEND_REQUEST_HDR:
        source_ask(&seek->source);
        break;
    case TS_EVENT_HTTP_READ_RESPONSE_HDR:
        if (!at_origin_answer(seek)) {
            TSHttpTxnStatusSet(txn, TS_HTTP_STATUS_BAD_GATEWAY);
            next = TS_EVENT_HTTP_ERROR;
        }
        break;
    case TS_EVENT_HTTP_SEND_RESPONSE_HDR:
        at_client_answer(seek);
        break;
    case TS_EVENT_HTTP_TXN_CLOSE:
        at_close(seek);
        TSContDestroy(hooks);
        break;
    default:
        break;
    }
    TSHttpTxnReenable(txn, next);
    return 0;
}

static struct seek *follow(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *request,
                           struct engine_seek *engine)
{
    struct seek *seek = (struct seek *)TSmalloc(sizeof *seek);
    memset(seek, 0, sizeof *seek);
    seek->references = 1;
    seek->state = SEEK_ASKED;
    seek->txn = txn;
    seek->number = TSHttpTxnIdGet(txn);
    seek->rule = rule;
    seek->engine = engine;
    seek->is_head = request->is_head != 0;
    source_open(&seek->source, txn, &rule->options, engine, seek->is_head, on_found, seek);
    answer_open(&seek->answer, txn, &answer_calls, seek);
    report_add(METRIC_SEEKS, 1);
    TSCont hooks = TSContCreate(on_hook, NULL);
    TSContDataSet(hooks, seek);
    if (engine) {
        TSHttpTxnHookAdd(txn, TS_HTTP_CACHE_LOOKUP_COMPLETE_HOOK, hooks);
        TSHttpTxnHookAdd(txn, TS_HTTP_SEND_REQUEST_HDR_HOOK, hooks);
        TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, hooks);
    }
    TSHttpTxnHookAdd(txn, TS_HTTP_SEND_RESPONSE_HDR_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, hooks);
    return seek;
}

void seek_begin(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *request, struct engine_seek *engine)
{
    source_prepare(&follow(txn, rule, request, engine)->source);
}

void seek_begin_declined(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *request,
                         const struct tsmp4_decline *why)
{
    decline(follow(txn, rule, request, NULL), report_metric_of(why->cause), why->reason);
}
