#include "source/cache_fill.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "ats/headers.h"
#include "ats/report.h"
#include "ats/url.h"
#include "source/fill_places.h"
#include "source/own_request.h"
#include "source/recent.h"
#include "source/storable.h"

/* The client's leaving broke off the write to the cache. By this time that write is gone. */
#define START_AFTER_MS 50
/* Bytes of an answer that are not the file's: its header. */
#define HEADER_MOST (INT64_C(128) << 10)

struct cache_fill {
    TSIOBuffer request;
    TSIOBufferReader request_reader;
    TSIOBuffer drain;
    TSIOBufferReader drain_reader;
    TSVConn connection;
    TSVIO input;
    struct sockaddr_storage client;
    uint64_t url;
    int64_t most;  /* fills at a time */
    int64_t taken; /* bytes of the answer */
    char name[REPORT_URL_SIZE];
};

static struct fill_places places; /* guarded by places_lock */
static struct recent refused;     /* files that a line says cannot be stored; guarded by places_lock */
static pthread_mutex_t places_lock = PTHREAD_MUTEX_INITIALIZER;

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static bool copy_address(struct sockaddr_storage *into, const struct sockaddr *client)
{
    if (client && client->sa_family == AF_INET) {
        memcpy(into, client, sizeof(struct sockaddr_in));
    } else if (client && client->sa_family == AF_INET6) {
        memcpy(into, client, sizeof(struct sockaddr_in6));
    } else {
        return false;
    }
    return true;
}

/* Writes one line for each file, and a single line for all files whose headers say too little. */
static void refuse(const char *name, uint64_t url, enum storable is, const char *why)
{
    report_add(METRIC_FILLS_REFUSED, 1);
    pthread_mutex_lock(&places_lock);
    bool is_new = recent_add(&refused, is == STORABLE_NOT ? url : UINT64_MAX);
    fill_places_fail(&places, url);
    pthread_mutex_unlock(&places_lock);
    if (is_new) {
        char line[REPORT_URL_SIZE + STORABLE_WHY + 32];
        snprintf(line, sizeof line, is == STORABLE_NOT ? "%s %s" : "%s: %s", name, why);
        report_line(TSMP4_WARNING, line);
    }
}

/* The same, for the file in this transaction's answer from the origin. */
static bool is_refused(TSHttpTxn txn, int64_t size)
{
    char why[STORABLE_WHY], name[REPORT_URL_SIZE];
    enum storable is = storable_is(txn, size, why);
    if (is != STORABLE) {
        report_url(txn, name);
        refuse(name, url_hash_of_cache(txn), is, why);
    }
    return is != STORABLE;
}

struct cache_fill *cache_fill_prepare(TSHttpTxn txn, const struct options *options, int64_t size)
{
    if (options->max_fills == 0 || is_refused(txn, size)) {
        return NULL;
    }
    struct cache_fill *fill = (struct cache_fill *)TSmalloc(sizeof *fill);
    memset(fill, 0, sizeof *fill);
    fill->most = options->max_fills;
    fill->request = TSIOBufferCreate();
    fill->request_reader = TSIOBufferReaderAlloc(fill->request);
    if (!copy_address(&fill->client, TSHttpTxnClientAddrGet(txn)) ||
        !own_request_write(fill->request, txn, OWN_REQUEST_FILL, 0, 0)) {
        cache_fill_drop(fill);
        return NULL;
    }
    fill->url = url_hash_of_cache(txn);
    report_url(txn, fill->name);
    return fill;
}

void cache_fill_drop(struct cache_fill *fill)
{
    if (!fill) {
        return;
    }
    TSIOBufferReaderFree(fill->request_reader);
    TSIOBufferDestroy(fill->request);
    if (fill->drain) {
        TSIOBufferReaderFree(fill->drain_reader);
        TSIOBufferDestroy(fill->drain);
    }
    TSfree(fill);
}

static void connect_to_file(TSCont self, struct cache_fill *fill)
{
    fill->connection = TSHttpConnect((const struct sockaddr *)&fill->client);
    fill->drain = TSIOBufferCreate();
    fill->drain_reader = TSIOBufferReaderAlloc(fill->drain);
    fill->input = TSVConnRead(fill->connection, self, fill->drain, INT64_MAX);
    TSVConnWrite(fill->connection, self, fill->request_reader, TSIOBufferReaderAvail(fill->request_reader));
}

static void end_fill(TSCont self, struct cache_fill *fill)
{
    TSVConnClose(fill->connection);
    pthread_mutex_lock(&places_lock);
    fill_places_leave(&places, fill->url, seconds());
    pthread_mutex_unlock(&places_lock);
    cache_fill_drop(fill);
    TSContDestroy(self);
}

/*
 * Takes what has come. False: the file does not fit, as its bytes show, even if the origin did not say how long it is.
 */
static bool take(struct cache_fill *fill)
{
    int64_t size = TSIOBufferReaderAvail(fill->drain_reader);
    TSIOBufferReaderConsume(fill->drain_reader, size);
    fill->taken += size;
    char why[STORABLE_WHY];
    enum storable is = storable_is_of_size(fill->taken - HEADER_MOST, why);
    if (is != STORABLE) {
        refuse(fill->name, fill->url, is, why);
    }
    return is == STORABLE;
}

static int on_connection(TSCont self, TSEvent event, void *data)
{
    (void)data;
    struct cache_fill *fill = (struct cache_fill *)TSContDataGet(self);
    if (!fill->connection) {
        connect_to_file(self, fill);
        return 0;
    }
    switch (event) {
    case TS_EVENT_VCONN_READ_READY:
        if (take(fill)) {
            TSVIOReenable(fill->input);
        } else {
            end_fill(self, fill);
        }
        break;
    case TS_EVENT_VCONN_WRITE_READY:
    case TS_EVENT_VCONN_WRITE_COMPLETE:
        break;
    default:
        end_fill(self, fill);
        break;
    }
    return 0;
}

void cache_fill_start(struct cache_fill *fill)
{
    if (!fill) {
        return;
    }
    pthread_mutex_lock(&places_lock);
    bool is_taken = fill_places_take(&places, fill->url, fill->most, seconds());
    pthread_mutex_unlock(&places_lock);
    if (!is_taken) {
        cache_fill_drop(fill);
        return;
    }
    report_add(METRIC_FILLS, 1);
    TSCont cont = TSContCreate(on_connection, TSMutexCreate());
    TSContDataSet(cont, fill);
    TSContScheduleOnThread(cont, START_AFTER_MS, TSEventThreadSelf());
}

/* Only for a file: Traffic Server decides whether any other answer is stored. */
static bool is_not_to_be_stored(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    int64_t size = header_length(buffer, header);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return status == TS_HTTP_STATUS_OK && is_refused(txn, size);
}

static int on_hook(TSCont self, TSEvent event, void *data)
{
    TSHttpTxn txn = (TSHttpTxn)data;
    TSEvent answer = TS_EVENT_HTTP_CONTINUE;
    int status = TS_CACHE_LOOKUP_MISS;
    switch (event) {
    case TS_EVENT_HTTP_CACHE_LOOKUP_COMPLETE:
        if (TSHttpTxnCacheLookupStatusGet(txn, &status) == TS_SUCCESS && status == TS_CACHE_LOOKUP_HIT_FRESH) {
            answer = TS_EVENT_HTTP_ERROR;
        }
        break;
    case TS_EVENT_HTTP_READ_RESPONSE_HDR:
        if (is_not_to_be_stored(txn)) {
            answer = TS_EVENT_HTTP_ERROR;
        }
        break;
    case TS_EVENT_HTTP_TXN_CLOSE:
        TSContDestroy(self);
        break;
    default:
        break;
    }
    TSHttpTxnReenable(txn, answer);
    return 0;
}

void cache_fill_follow(TSHttpTxn txn)
{
    /* Once the plugin ends a fill, it is over: Traffic Server is not to read on in the background for the cache. */
    TSHttpTxnConfigFloatSet(txn, TS_CONFIG_HTTP_BACKGROUND_FILL_COMPLETED_THRESHOLD, 1);
    TSCont hooks = TSContCreate(on_hook, NULL);
    TSHttpTxnHookAdd(txn, TS_HTTP_CACHE_LOOKUP_COMPLETE_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, hooks);
}
