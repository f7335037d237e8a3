#include "check.h"
#include "engine/watch.h"

#include <pthread.h>

static pthread_mutex_t engine = PTHREAD_MUTEX_INITIALIZER;
static bool is_called;

/* A call that lasts as long as the engine is locked. */
static void *call(void *kind)
{
    CHECK(watch_enter(*(enum watch_call *)kind));
    __atomic_store_n(&is_called, true, __ATOMIC_RELEASE);
    pthread_mutex_lock(&engine);
    pthread_mutex_unlock(&engine);
    watch_leave();
    return NULL;
}

static void a_call_that_hangs(enum watch_call kind, int most)
{
    pthread_t thread;
    is_called = false;
    pthread_mutex_lock(&engine);
    CHECK(pthread_create(&thread, NULL, call, &kind) == 0);
    while (!__atomic_load_n(&is_called, __ATOMIC_ACQUIRE)) {
    }
    /* The first tick sees it; from then on they count. */
    for (int i = 0; i < most; i++) {
        CHECK(watch_tick() == WATCH_SAME);
        /* Others go on. */
        CHECK(watch_enter(WATCH_QUICK));
        watch_leave();
    }
    CHECK(watch_tick() == WATCH_STALLED);
    CHECK(watch_tick() == WATCH_SAME);
    CHECK(!watch_enter(WATCH_QUICK));
    pthread_mutex_unlock(&engine);
    pthread_join(thread, NULL);
    CHECK(watch_enter(WATCH_QUICK)); /* at once */
    watch_leave();
    CHECK(watch_tick() == WATCH_BACK);
    CHECK(watch_tick() == WATCH_SAME);
    CHECK(watch_enter(WATCH_LONG));
    watch_leave();
}

int main(void)
{
    CHECK(watch_tick() == WATCH_SAME);
    a_call_that_hangs(WATCH_QUICK, WATCH_QUICK_MOST);
    a_call_that_hangs(WATCH_LONG, WATCH_LONG_MOST);
    /* Many calls, each of them seen, are not one that hangs. */
    for (int i = 0; i < 2 * WATCH_LONG_MOST; i++) {
        CHECK(watch_enter(WATCH_QUICK));
        CHECK(watch_tick() == WATCH_SAME);
        watch_leave();
    }
    return checks_failed != 0;
}
