#include "seek.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "headers.h"
#include "lookup.h"
#include "preset.h"
#include "report.h"
#include "transform.h"

/* Says to log formats why a seek was answered with something else than a cut; '@' keeps it off the wire. */
#define UNTOUCHED_FIELD "@TSMP4-Untouched"

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
        free(seek);
    }
}

void seek_close(struct seek *seek)
{
    if (seek->handle) {
        seek->engine->close(seek->handle);
        seek->handle = 0;
    }
}

void seek_decline(struct seek *seek, const char *reason)
{
    snprintf(seek->reason, sizeof seek->reason, "%s", reason);
    report_add(METRIC_UNTOUCHED, 1);
    report_request(seek->txn, seek->reason);
}

void seek_give_up(struct seek *seek)
{
    if (!seek->txn || TSHttpTxnClientProtocolStackContains(seek->txn, "h2")) {
        return;
    }
    TSHttpSsn session = TSHttpTxnSsnGet(seek->txn);
    TSVConn client = session ? TSHttpSsnClientVConnGet(session) : NULL;
    if (client) {
        TSVConnInactivityTimeoutSet(client, GIVE_UP_AFTER_NS);
    }
}

static TSHttpStatus origin_status(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    TSHttpStatus status = TS_HTTP_STATUS_NONE;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) == TS_SUCCESS) {
        status = TSHttpHdrStatusGet(buffer, header);
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    }
    return status;
}

void seek_transform(struct seek *seek)
{
    if (!seek->has_transform) {
        seek->has_transform = true;
        transform_add(seek);
    }
}

/* The origin was asked, of a file that is not in the cache or was stale. */
static void at_origin(struct seek *seek)
{
    switch (origin_status(seek->txn)) {
    case TS_HTTP_STATUS_OK:
        seek->is_planned = false;
        if (seek->is_head) {
            seek->is_cut = false;
            break;
        }
        seek_transform(seek);
        if (seek->may_be_stored && !seek->fill && TSHttpTxnIsCacheable(seek->txn, NULL, NULL) == 1) {
            seek->fill = fill_prepare(seek->txn, &seek->rule->options);
        }
        break;
    case TS_HTTP_STATUS_NOT_MODIFIED:
        if (seek->is_planned && !seek->is_head) {
            preset_range(seek);
        }
        break;
    default:
        break;
    }
}

/* The transaction is over. A client that left took its transform along, and the write to the cache with it. */
static void at_close(struct seek *seek)
{
    if (seek->fill && !seek->is_sent && tsmp4_is_aborted(seek->txn)) {
        fill_start(seek->fill);
    } else if (seek->fill) {
        fill_drop(seek->fill);
    }
    seek->fill = NULL;
    seek->txn = NULL;
    report_counters(seek->engine);
}

static void remove_whole_file_fields(TSMBuffer buffer, TSMLoc header)
{
    static const char *const fields[] = {
        "ETag", "Accept-Ranges", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest",
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        header_remove(buffer, header, fields[i]);
    }
}

static void set_text(TSMBuffer buffer, TSMLoc header, const char *name, const char *text)
{
    if (*text) {
        header_set(buffer, header, name, text, (int)strlen(text));
    } else {
        header_remove(buffer, header, name);
    }
}

static void write_cut_header(const struct seek *seek, TSMBuffer buffer, TSMLoc header)
{
    const struct tsmp4_answer *cut = &seek->cut;
    remove_whole_file_fields(buffer, header);
    set_text(buffer, header, "ETag", cut->etag);
    set_text(buffer, header, "Content-Range", cut->content_range);
    set_text(buffer, header, "Accept-Ranges", "bytes");
    if (cut->status != TS_HTTP_STATUS_OK) {
        TSHttpStatus status = (TSHttpStatus)cut->status;
        const char *phrase = TSHttpHdrReasonLookup(status);
        TSHttpHdrStatusSet(buffer, header, status);
        TSHttpHdrReasonSet(buffer, header, phrase, (int)strlen(phrase));
    }
    if (cut->status == TS_HTTP_STATUS_NOT_MODIFIED) {
        header_remove(buffer, header, "Content-Length");
    } else if (!header_has(buffer, header, "Transfer-Encoding")) {
        /* A chunked origin makes Traffic Server send chunks on HTTP/1.1, whatever length the transform names. */
        char length[24];
        int64_t size = seek->is_head && cut->status == TS_HTTP_STATUS_OK ? cut->length : cut->end - cut->begin;
        int digits = snprintf(length, sizeof length, "%lld", (long long)size);
        header_set(buffer, header, "Content-Length", length, digits);
    }
}

static void at_response(struct seek *seek)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return;
    }
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    if (seek->is_cut && status == TS_HTTP_STATUS_OK) {
        write_cut_header(seek, buffer, header);
    } else if (*seek->reason) {
        header_set(buffer, header, UNTOUCHED_FIELD, seek->reason, (int)strlen(seek->reason));
    } else if (status == TS_HTTP_STATUS_NOT_MODIFIED) {
        /* By a date: the cut's own tag, where it is known. */
        set_text(buffer, header, "ETag", seek->is_planned ? seek->cut.etag : "");
    } else if (status == TS_HTTP_STATUS_OK && seek->is_head && header_is_identity(buffer, header)) {
        remove_whole_file_fields(buffer, header);
        header_remove(buffer, header, "Content-Length");
    } else if (!seek->is_head) {
        char reason[32];
        int size = snprintf(reason, sizeof reason, "status %d", (int)status);
        header_set(buffer, header, UNTOUCHED_FIELD, reason, size);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
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
        preset_remove(seek);
        break;
    case TS_EVENT_HTTP_READ_RESPONSE_HDR:
        at_origin(seek);
        break;
    case TS_EVENT_HTTP_SEND_RESPONSE_HDR:
        at_response(seek);
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

void seek_begin(TSHttpTxn txn, const struct rule *rule, bool is_head, const struct tsmp4_answer *opened)
{
    struct seek *seek = (struct seek *)TSmalloc(sizeof *seek);
    memset(seek, 0, sizeof *seek);
    seek->references = 1;
    seek->rule = rule;
    seek->engine = rule->engine;
    seek->handle = opened->seek;
    seek->source_size = -1;
    seek->txn = txn;
    seek->is_head = is_head;
    TSCont hooks = TSContCreate(on_event, NULL);
    TSContDataSet(hooks, seek);
    if (!seek->handle) {
        seek_decline(seek, opened->reason);
    } else {
        remove_request_fields(txn);
        TSHttpTxnHookAdd(txn, TS_HTTP_CACHE_LOOKUP_COMPLETE_HOOK, hooks);
        TSHttpTxnHookAdd(txn, TS_HTTP_SEND_REQUEST_HDR_HOOK, hooks);
        TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, hooks);
    }
    TSHttpTxnHookAdd(txn, TS_HTTP_SEND_RESPONSE_HDR_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, hooks);
}
