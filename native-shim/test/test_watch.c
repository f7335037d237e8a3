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
        CHECK(watch_tick() == WATCH_WELL);
        /* Others go on. */
        CHECK(watch_enter(WATCH_QUICK));
        watch_leave();
    }
    CHECK(watch_tick() == WATCH_STALLED);
    CHECK(watch_tick() == WATCH_STALLED);
    CHECK(!watch_enter(WATCH_QUICK));
    pthread_mutex_unlock(&engine);
    pthread_join(thread, NULL);
    CHECK(watch_enter(WATCH_QUICK)); /* at once */
    watch_leave();
    CHECK(watch_tick() == WATCH_WELL);
    CHECK(watch_enter(WATCH_LONG));
    watch_leave();
}

/* One after the other, each found twice, and each comes back. */
static void calls_that_are_slow(void)
{
    enum watch_state state = WATCH_WELL;
    for (int i = 0; i < WATCH_LONG_MOST && state == WATCH_WELL; i++) {
        CHECK(watch_enter(WATCH_FIRST));
        watch_tick();
        state = watch_tick();
        watch_leave();
    }
    CHECK(state == WATCH_SLOW);
    CHECK(!watch_enter(WATCH_FIRST));
    CHECK(watch_enter(WATCH_QUICK));
    watch_leave();
    /* Those that take long as a rule are not slow. */
    for (int i = 0; i < WATCH_LONG_MOST && !watch_enter(WATCH_FIRST); i++) {
        CHECK(watch_enter(WATCH_LONG));
        CHECK(watch_tick() == WATCH_SLOW);
        watch_tick();
        watch_leave();
    }
    watch_leave();
    for (int i = 0; i < WATCH_LONG_MOST && watch_tick() == WATCH_SLOW; i++) {
    }
    CHECK(watch_tick() == WATCH_WELL);
}

int main(void)
{
    CHECK(watch_tick() == WATCH_WELL);
    a_call_that_hangs(WATCH_QUICK, WATCH_QUICK_MOST);
    a_call_that_hangs(WATCH_LONG, WATCH_LONG_MOST);
    /* Many calls, each of them seen, are not one that hangs. */
    for (int i = 0; i < 2 * WATCH_LONG_MOST; i++) {
        CHECK(watch_enter(WATCH_QUICK));
        CHECK(watch_tick() == WATCH_WELL);
        watch_leave();
    }
    calls_that_are_slow();
    return checks_failed != 0;
}
