#include "seek.h"

#include <stdio.h>
#include <string.h>

#include "asked.h"
#include "guess.h"
#include "headers.h"
#include "lookup.h"
#include "origin.h"
#include "preset.h"
#include "report.h"
#include "response.h"
#include "transform.h"

#define GIVE_UP_AFTER_NS INT64_C(1000000)

struct seek *seek_hold(struct seek *seek)
{
    __atomic_add_fetch(&seek->references, 1, __ATOMIC_RELAXED);
    return seek;
}

void seek_release(struct seek *seek)
{
    if (__atomic_sub_fetch(&seek->references, 1, __ATOMIC_ACQ_REL) == 0) {
        seek_close(seek);
        guess_drop(seek);
        seek_set_file(seek, NULL, TS_NULL_MLOC, -1);
        report_add(METRIC_SEEKS, -1);
        TSfree(seek);
    }
}

bool seek_is_left(const struct seek *seek)
{
    return seek->is_held && tsmp4_is_aborted(seek->txn);
}

void seek_set_file(struct seek *seek, TSMBuffer buffer, TSMLoc header, int64_t size)
{
    if (seek->file) {
        TSHandleMLocRelease(seek->file, TS_NULL_MLOC, seek->file_header);
        TSMBufferDestroy(seek->file);
        seek->file = NULL;
    }
    if (buffer) {
        seek->file = TSMBufferCreate();
        TSHttpHdrClone(seek->file, buffer, header, &seek->file_header);
    }
    seek->source_size = size;
}

void seek_close(struct seek *seek)
{
    if (seek->handle) {
        seek->engine->close(seek->handle);
        seek->handle = 0;
    }
    TSfree(seek->asked);
    seek->asked = NULL;
}

bool seek_open(struct seek *seek, struct tsmp4_answer *answer)
{
    if (seek->asked && seek->engine->open(seek->asked, answer) == TSMP4_OK) {
        seek->handle = answer->seek;
        TSfree(seek->asked);
        seek->asked = NULL;
    }
    return seek->handle != 0;
}

void seek_decline(struct seek *seek, enum metric count, const char *reason)
{
    snprintf(seek->reason, sizeof seek->reason, "%s", reason);
    report_add(METRIC_UNTOUCHED, 1);
    report_add(count, 1);
    report_request(seek->txn, seek->reason);
}

void seek_declined(struct seek *seek, const struct tsmp4_answer *answer)
{
    switch (answer->cause) {
    case TSMP4_CAUSE_FILE:
        seek_decline(seek, METRIC_UNTOUCHED_FILE, answer->reason);
        break;
    case TSMP4_CAUSE_MEMORY:
        seek_decline(seek, METRIC_UNTOUCHED_MEMORY, answer->reason);
        break;
    default:
        seek_decline(seek, METRIC_UNTOUCHED_ENGINE, answer->reason);
        break;
    }
}

/* All of a file may have come, though the transform was not called for the last of it. */
static bool has_come(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    int64_t length = header_length(buffer, header);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return length >= 0 && TSHttpTxnServerRespBodyBytesGet(txn) >= length;
}

/* Whether the origin has ended a file that was not all there. */
static bool has_lost_origin(const struct seek *seek)
{
    TSHRTime at = 0;
    return !seek->is_all_there && !has_come(seek->txn) &&
           TSHttpTxnMilestoneGet(seek->txn, TS_MILESTONE_SERVER_CLOSE, &at) == TS_SUCCESS && at > 0;
}

static int on_failure(TSCont self, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct seek *seek = (struct seek *)TSContDataGet(self);
    TSHRTime left = 0;
    /* The transaction of a client that has left may be at its last hook. */
    if (seek->txn && !(TSHttpTxnMilestoneGet(seek->txn, TS_MILESTONE_UA_CLOSE, &left) == TS_SUCCESS && left > 0)) {
        TSHttpTxnStatusSet(seek->txn, TS_HTTP_STATUS_BAD_GATEWAY);
        TSHttpTxnReenable(seek->txn, TS_EVENT_HTTP_ERROR);
    }
    seek_release(seek);
    TSContDestroy(self);
    return 0;
}

/*
 * No hook is waited for, so the error goes to the transaction as it stands. That has to be on its own thread: from
 * another one it would be delivered later, to a transaction that may be gone by then.
 */
void seek_fail(struct seek *seek)
{
    seek->is_cut = false;
    TSCont self = TSContCreate(on_failure, TSContMutexGet((TSCont)seek->txn));
    TSContDataSet(self, seek_hold(seek));
    TSContScheduleOnThread(self, 0, seek->thread);
}

void seek_give_up(struct seek *seek)
{
    if (!seek->txn || seek->is_all_there) {
        return;
    }
    if (has_lost_origin(seek)) {
        report_request(seek->txn, "the origin ended the file before its answer could begin");
        seek_fail(seek);
        return;
    }
    /* The cache could not read on, or the client has left and the end of the transaction is on its way. */
    if (!TSHttpTxnClientProtocolStackContains(seek->txn, "h2")) {
        TSHttpSsn session = TSHttpTxnSsnGet(seek->txn);
        TSVConn client = session ? TSHttpSsnClientVConnGet(session) : NULL;
        if (client) {
            TSVConnInactivityTimeoutSet(client, GIVE_UP_AFTER_NS);
        }
    }
}

void seek_transform(struct seek *seek)
{
    if (!seek->has_transform) {
        seek->has_transform = true;
        transform_add(seek);
    }
}

void seek_fill(struct seek *seek)
{
    struct fill *fill = seek->may_be_stored ? fill_prepare(seek->txn, &seek->rule->options) : NULL;
    if (fill) {
        fill_start(fill);
    }
}

/*
 * The transaction is over. A client that left took its transform along, and the write to the cache with it. An origin
 * that failed is not asked again until the next seek does.
 */
static void at_close(struct seek *seek)
{
    if (seek->fill && !seek->is_sent && tsmp4_is_aborted(seek->txn) && !has_lost_origin(seek)) {
        fill_start(seek->fill);
    } else if (seek->fill) {
        fill_drop(seek->fill);
    }
    seek->fill = NULL;
    seek->txn = NULL;
    report_counters(seek->engine);
}

static int on_event(TSCont hooks, TSEvent event, void *data)
{
    TSHttpTxn txn = (TSHttpTxn)data;
    struct seek *seek = (struct seek *)TSContDataGet(hooks);
    switch (event) {
    case TS_EVENT_HTTP_CACHE_LOOKUP_COMPLETE:
        if (lookup_begin(seek)) {
            return 0;
        }
        break;
    case TS_EVENT_HTTP_SEND_REQUEST_HDR:
        /* No origin is to see what was meant for the cache. */
        if (seek->preset == PRESET_CACHE) {
            preset_remove(seek);
        }
        break;
    case TS_EVENT_HTTP_READ_RESPONSE_HDR:
        if (!origin_answered(seek)) {
            report_request(txn, "the origin sent another part of the file, or of another version of it, than was asked");
            TSHttpTxnStatusSet(txn, TS_HTTP_STATUS_BAD_GATEWAY);
            TSHttpTxnReenable(txn, TS_EVENT_HTTP_ERROR);
            return 0;
        }
        break;
    case TS_EVENT_HTTP_SEND_RESPONSE_HDR:
        response_write(seek);
        break;
    case TS_EVENT_HTTP_TXN_CLOSE:
        at_close(seek);
        seek_release(seek);
        TSContDestroy(hooks);
        break;
    default:
        break;
    }
    TSHttpTxnReenable(txn, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

/* What would be judged against the whole file, or choose bytes of it; the engine has it. Dates judge the file itself. */
static void remove_request_fields(TSHttpTxn txn)
{
    static const char *const fields[] = {"Range", "If-Range", "Accept-Encoding"};
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) != TS_SUCCESS) {
        return;
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        header_remove(buffer, header, fields[i]);
    }
    /* A tag goes before a date (RFC 9110, 13.2.2). */
    if (header_has(buffer, header, "If-None-Match")) {
        header_remove(buffer, header, "If-None-Match");
        header_remove(buffer, header, "If-Modified-Since");
    }
    if (header_has(buffer, header, "If-Match")) {
        header_remove(buffer, header, "If-Match");
        header_remove(buffer, header, "If-Unmodified-Since");
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
}

static struct seek *seek_new(TSHttpTxn txn, const struct rule *rule, bool is_head)
{
    struct seek *seek = (struct seek *)TSmalloc(sizeof *seek);
    memset(seek, 0, sizeof *seek);
    seek->references = 1;
    report_add(METRIC_SEEKS, 1);
    seek->rule = rule;
    seek->engine = rule->engine;
    seek->source_size = -1;
    seek->txn = txn;
    seek->thread = TSEventThreadSelf();
    seek->is_head = is_head;
    return seek;
}

static void follow(struct seek *seek, bool is_to_be_cut)
{
    TSHttpTxn txn = seek->txn;
    TSCont hooks = TSContCreate(on_event, NULL);
    TSContDataSet(hooks, seek);
    if (is_to_be_cut) {
        remove_request_fields(txn);
        TSHttpTxnHookAdd(txn, TS_HTTP_CACHE_LOOKUP_COMPLETE_HOOK, hooks);
        TSHttpTxnHookAdd(txn, TS_HTTP_SEND_REQUEST_HDR_HOOK, hooks);
        TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, hooks);
        guess_start(seek);
    }
    TSHttpTxnHookAdd(txn, TS_HTTP_SEND_RESPONSE_HDR_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, hooks);
}

void seek_begin(TSHttpTxn txn, const struct rule *rule, bool is_head, const struct tsmp4_answer *opened)
{
    struct seek *seek = seek_new(txn, rule, is_head);
    seek->handle = opened->seek;
    if (!seek->handle) {
        seek_declined(seek, opened);
    }
    follow(seek, seek->handle != 0);
}

void seek_begin_unopened(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *asked)
{
    struct seek *seek = seek_new(txn, rule, asked->is_head != 0);
    seek->asked = asked_keep(asked);
    follow(seek, true);
}
