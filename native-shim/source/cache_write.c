#include "source/cache_write.h"

#include <pthread.h>
#include <string.h>

#include "ats/url.h"

static uint64_t urls[CACHE_WRITES_MOST]; /* their hashes; 0 = free. Guarded by lock */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int running; /* how many of them are taken: mostly none, and then nobody needs the lock */

/* One transaction that writes. Owned by the continuation that waits for its end. */
struct cache_write {
    uint64_t url;
};

/* The index of this URL in urls, or of a free place if url is 0; -1 = there is none. With the lock. */
static int find(uint64_t url)
{
    for (int i = 0; i < CACHE_WRITES_MOST; i++) {
        if (urls[i] == url) {
            return i;
        }
    }
    return -1;
}

/* If several ask for one file at a time, the cache lets only the first one write: false for the others. */
static bool take(uint64_t url)
{
    pthread_mutex_lock(&lock);
    int place = find(url) < 0 ? find(0) : -1;
    if (place >= 0) {
        urls[place] = url;
        __atomic_add_fetch(&running, 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&lock);
    return place >= 0;
}

static void leave(uint64_t url)
{
    pthread_mutex_lock(&lock);
    int place = find(url);
    if (place >= 0) {
        urls[place] = 0;
        __atomic_sub_fetch(&running, 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&lock);
}

bool cache_write_is_running(TSHttpTxn txn)
{
    if (__atomic_load_n(&running, __ATOMIC_RELAXED) == 0) {
        return false;
    }
    uint64_t url = url_hash_of_cache(txn);
    pthread_mutex_lock(&lock);
    bool is_running = find(url) >= 0;
    pthread_mutex_unlock(&lock);
    return is_running;
}

static int on_end(TSCont self, TSEvent event, void *data)
{
    (void)event;
    struct cache_write *write = (struct cache_write *)TSContDataGet(self);
    leave(write->url);
    TSfree(write);
    TSContDestroy(self);
    TSHttpTxnReenable((TSHttpTxn)data, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

static bool is_to_be_stored(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return status == TS_HTTP_STATUS_OK && TSHttpTxnIsCacheable(txn, NULL, NULL) == 1;
}

static int on_answer(TSCont self, TSEvent event, void *data)
{
    (void)self;
    (void)event;
    TSHttpTxn txn = (TSHttpTxn)data;
    uint64_t url = is_to_be_stored(txn) ? url_hash_of_cache(txn) : 0;
    if (url != 0 && take(url)) {
        struct cache_write *write = (struct cache_write *)TSmalloc(sizeof *write);
        write->url = url;
        TSCont end = TSContCreate(on_end, NULL);
        TSContDataSet(end, write);
        TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, end);
    }
    TSHttpTxnReenable(txn, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

TSCont cache_write_watch(void)
{
    return TSContCreate(on_answer, NULL);
}

void cache_write_follow(TSHttpTxn txn, TSCont watch)
{
    TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, watch);
}
