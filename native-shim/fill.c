#include "fill.h"

#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "report.h"
#include "source.h"
#include "subrequest.h"

/* The write to the cache that the client's leaving broke off is gone by then. */
#define START_AFTER_MS 50

/* What was filled and is asked for again so soon cannot be stored: it is left alone for so long. */
#define QUIET_SECONDS 60

/* URLs that are remembered; many more than there may be fills. */
#define PLACES 256

struct fill {
    TSIOBuffer request;
    TSIOBufferReader request_reader;
    TSIOBuffer drain;
    TSIOBufferReader drain_reader;
    TSVConn connection;
    TSVIO input;
    struct sockaddr_storage client;
    uint64_t url;
    int64_t most; /* fills at a time */
};

/* A URL that is being filled, or was. */
struct place {
    uint64_t url; /* its hash */
    bool is_running;
    int64_t quiet_until; /* monotonic seconds */
};

static struct place places[PLACES];
static int running_fills; /* a look at it spares the lock: mostly there is none */
static pthread_mutex_t places_lock = PTHREAD_MUTEX_INITIALIZER;

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* FNV-1a over the URL of the cache: all that is filled by one such URL is one object, and its alternates. */
static uint64_t hash_of_url(TSHttpTxn txn)
{
    int size = 0;
    char *text = source_url(txn, &size);
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int i = 0; text && i < size; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    }
    TSfree(text);
    return hash;
}

static bool take_place(uint64_t url, int64_t most)
{
    int64_t now = seconds();
    int64_t running = 0;
    struct place *free_place = NULL;
    bool is_known = false;
    pthread_mutex_lock(&places_lock);
    for (struct place *place = places; place < places + PLACES; place++) {
        running += place->is_running;
        is_known = is_known || (place->url == url && (place->is_running || place->quiet_until > now));
        if (!place->is_running && (!free_place || place->quiet_until < free_place->quiet_until)) {
            free_place = place;
        }
    }
    bool taken = !is_known && running < most && free_place;
    if (taken) {
        free_place->url = url;
        free_place->is_running = true;
        __atomic_add_fetch(&running_fills, 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&places_lock);
    return taken;
}

static void leave_place(uint64_t url)
{
    int64_t now = seconds();
    pthread_mutex_lock(&places_lock);
    for (struct place *place = places; place < places + PLACES; place++) {
        if (place->url == url && place->is_running) {
            place->is_running = false;
            place->quiet_until = now + QUIET_SECONDS;
            __atomic_sub_fetch(&running_fills, 1, __ATOMIC_RELAXED);
        }
    }
    pthread_mutex_unlock(&places_lock);
}

static bool copy_client(struct sockaddr_storage *into, const struct sockaddr *client)
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

struct fill *fill_prepare(TSHttpTxn txn, const struct options *options)
{
    struct fill *fill = (struct fill *)TSmalloc(sizeof *fill);
    memset(fill, 0, sizeof *fill);
    fill->most = options->max_fills;
    fill->request = TSIOBufferCreate();
    fill->request_reader = TSIOBufferReaderAlloc(fill->request);
    if (options->max_fills == 0 || !copy_client(&fill->client, TSHttpTxnClientAddrGet(txn)) ||
        !subrequest_write(fill->request, txn, SUBREQUEST_FILL, 0, 0)) {
        fill_drop(fill);
        return NULL;
    }
    fill->url = hash_of_url(txn);
    return fill;
}

bool fill_is_running(TSHttpTxn txn)
{
    if (__atomic_load_n(&running_fills, __ATOMIC_RELAXED) == 0) {
        return false;
    }
    uint64_t url = hash_of_url(txn);
    bool is_running = false;
    pthread_mutex_lock(&places_lock);
    for (struct place *place = places; place < places + PLACES; place++) {
        is_running = is_running || (place->is_running && place->url == url);
    }
    pthread_mutex_unlock(&places_lock);
    return is_running;
}

void fill_drop(struct fill *fill)
{
    TSIOBufferReaderFree(fill->request_reader);
    TSIOBufferDestroy(fill->request);
    if (fill->drain) {
        TSIOBufferReaderFree(fill->drain_reader);
        TSIOBufferDestroy(fill->drain);
    }
    TSfree(fill);
}

static void connect_to_file(TSCont self, struct fill *fill)
{
    fill->connection = TSHttpConnect((const struct sockaddr *)&fill->client);
    fill->drain = TSIOBufferCreate();
    fill->drain_reader = TSIOBufferReaderAlloc(fill->drain);
    fill->input = TSVConnRead(fill->connection, self, fill->drain, INT64_MAX);
    TSVConnWrite(fill->connection, self, fill->request_reader, TSIOBufferReaderAvail(fill->request_reader));
}

static void end(TSCont self, struct fill *fill)
{
    TSVConnClose(fill->connection);
    leave_place(fill->url);
    fill_drop(fill);
    TSContDestroy(self);
}

static int on_event(TSCont self, TSEvent event, void *data)
{
    (void)data;
    struct fill *fill = (struct fill *)TSContDataGet(self);
    if (!fill->connection) {
        connect_to_file(self, fill);
        return 0;
    }
    switch (event) {
    case TS_EVENT_VCONN_READ_READY:
        TSIOBufferReaderConsume(fill->drain_reader, TSIOBufferReaderAvail(fill->drain_reader));
        TSVIOReenable(fill->input);
        break;
    case TS_EVENT_VCONN_WRITE_READY:
    case TS_EVENT_VCONN_WRITE_COMPLETE:
        break;
    default:
        end(self, fill);
        break;
    }
    return 0;
}

void fill_start(struct fill *fill)
{
    if (!take_place(fill->url, fill->most)) {
        fill_drop(fill);
        return;
    }
    report_add(METRIC_FILLS, 1);
    TSCont cont = TSContCreate(on_event, TSMutexCreate());
    TSContDataSet(cont, fill);
    TSContScheduleOnThread(cont, START_AFTER_MS, TSEventThreadSelf());
}
