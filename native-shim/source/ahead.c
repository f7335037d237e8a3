#include "source/ahead.h"

#include "ats/url.h"

enum ahead_state { AHEAD_COMING, AHEAD_MADE, AHEAD_CANCELLED };

/* Guarded by the mutex of the transaction. Whoever comes last, the event or ahead_cancel, frees it. */
struct ahead {
    TSHttpTxn txn;
    struct engine_seek *engine;
    enum ahead_state state;
};

static void make(struct ahead *ahead)
{
    int size = 0;
    char *url = url_of_cache(ahead->txn, &size);
    if (url) {
        engine_seek_prepare(ahead->engine, url, size);
    }
    TSfree(url);
}

static int on_thread(TSCont self, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct ahead *ahead = (struct ahead *)TSContDataGet(self);
    TSContDestroy(self);
    if (ahead->state == AHEAD_CANCELLED) {
        TSfree(ahead);
    } else {
        ahead->state = AHEAD_MADE;
        make(ahead);
    }
    return 0;
}

struct ahead *ahead_start(TSHttpTxn txn, struct engine_seek *engine)
{
    struct ahead *ahead = (struct ahead *)TSmalloc(sizeof *ahead);
    ahead->txn = txn;
    ahead->engine = engine;
    ahead->state = AHEAD_COMING;
    TSCont self = TSContCreate(on_thread, TSContMutexGet((TSCont)txn));
    TSContDataSet(self, ahead);
    TSContScheduleOnThread(self, 0, TSEventThreadSelf());
    return ahead;
}

void ahead_cancel(struct ahead *ahead)
{
    if (ahead && ahead->state == AHEAD_COMING) {
        ahead->state = AHEAD_CANCELLED;
    } else {
        TSfree(ahead);
    }
}
