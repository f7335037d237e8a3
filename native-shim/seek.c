#include "seek.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "headers.h"
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
    report_add(METRIC_UNTOUCHED);
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

static TSHttpStatus cached_status(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    TSHttpStatus status = TS_HTTP_STATUS_NONE;
    if (TSHttpTxnCachedRespGet(txn, &buffer, &header) == TS_SUCCESS) {
        status = TSHttpHdrStatusGet(buffer, header);
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    }
    return status;
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

/* These hooks may be called several times in one transaction: redirects, a second lookup. */
static void add_transform(struct seek *seek)
{
    if (!seek->has_transform) {
        seek->has_transform = true;
        transform_add(seek);
    }
}

/*
 * An object that is being written for another client is read from the origin instead: when that client seeks too and
 * leaves, its transform takes the write with it, and with the write all who read along.
 */
static bool is_being_written(TSHttpTxn txn)
{
    TSMgmtInt along = 0;
    return TSHttpTxnInfoIntGet(txn, TS_TXN_INFO_CACHE_HIT_RWW, &along) == TS_SUCCESS && along != 0;
}

static void at_lookup(struct seek *seek)
{
    int lookup = TS_CACHE_LOOKUP_MISS;
    if (TSHttpTxnCacheLookupStatusGet(seek->txn, &lookup) != TS_SUCCESS ||
        (lookup != TS_CACHE_LOOKUP_HIT_FRESH && lookup != TS_CACHE_LOOKUP_HIT_STALE)) {
        return;
    }
    if (is_being_written(seek->txn)) {
        TSHttpTxnCacheLookupStatusSet(seek->txn, TS_CACHE_LOOKUP_MISS);
    } else if (cached_status(seek->txn) == TS_HTTP_STATUS_OK) {
        add_transform(seek);
    }
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

static void at_response(struct seek *seek)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return;
    }
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    if (seek->is_cut) {
        remove_whole_file_fields(buffer, header);
        /* A chunked origin makes Traffic Server send chunks on HTTP/1.1, whatever length the transform names. */
        if (!header_has(buffer, header, "Transfer-Encoding")) {
            char length[24];
            int size = snprintf(length, sizeof length, "%lld", (long long)seek->length);
            header_set(buffer, header, "Content-Length", length, size);
        }
    } else if (*seek->reason) {
        header_set(buffer, header, UNTOUCHED_FIELD, seek->reason, (int)strlen(seek->reason));
    } else if (status == TS_HTTP_STATUS_NOT_MODIFIED) {
        header_remove(buffer, header, "ETag");
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
        at_lookup(seek);
        break;
    case TS_EVENT_HTTP_READ_RESPONSE_HDR:
        if (origin_status(txn) == TS_HTTP_STATUS_OK) {
            add_transform(seek);
        }
        break;
    case TS_EVENT_HTTP_SEND_RESPONSE_HDR:
        at_response(seek);
        break;
    case TS_EVENT_HTTP_TXN_CLOSE:
        seek->txn = NULL;
        seek_release(seek);
        TSContDestroy(hooks);
        break;
    default:
        break;
    }
    TSHttpTxnReenable(txn, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

/*
 * What would be judged against the whole file, or choose other bytes than its own. If-Match and the conditions by date
 * stay: they are about the file a cut is taken from.
 */
static void remove_request_fields(TSHttpTxn txn)
{
    static const char *const fields[] = {"Range", "If-Range", "If-None-Match", "Accept-Encoding"};
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) == TS_SUCCESS) {
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
            header_remove(buffer, header, fields[i]);
        }
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    }
}

void seek_begin(TSHttpTxn txn, const struct rule *rule, bool is_head, const struct tsmp4_answer *opened)
{
    struct seek *seek = (struct seek *)TSmalloc(sizeof *seek);
    memset(seek, 0, sizeof *seek);
    seek->references = 1;
    seek->engine = rule->engine;
    seek->handle = opened->seek;
    seek->moov_max = rule->options.moov_max;
    seek->txn = txn;
    seek->is_head = is_head;
    TSCont hooks = TSContCreate(on_event, NULL);
    TSContDataSet(hooks, seek);
    if (!seek->handle) {
        seek_decline(seek, opened->reason);
    } else {
        remove_request_fields(txn);
        if (is_head) {
            seek_close(seek);
        } else {
            TSHttpTxnHookAdd(txn, TS_HTTP_CACHE_LOOKUP_COMPLETE_HOOK, hooks);
            TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, hooks);
        }
    }
    TSHttpTxnHookAdd(txn, TS_HTTP_SEND_RESPONSE_HDR_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, hooks);
}
