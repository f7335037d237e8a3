#include "engine/engine_seek.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "ats/report.h"
#include "engine/bridge.h"
#include "engine/request_copy.h"
#include "engine/watch.h"

struct engine_seek {
    int references;
    const struct tsmp4_engine *engine;
    struct tsmp4_request *request; /* what the engine is still to be told; NULL = it was told */
    int64_t handle;                /* 0 = there is none yet, or none any more */
    bool is_away;                  /* a task thread is planning: a call would wait for it */
};

/* A handle that could not be given back: the engine did not answer. */
struct orphan {
    struct orphan *next;
    const struct tsmp4_engine *engine;
    int64_t handle;
};

static pthread_mutex_t orphans_lock = PTHREAD_MUTEX_INITIALIZER;
static struct orphan *orphans; /* atomic too, so that nobody takes the lock to see that there are none */

static int32_t stalled(struct tsmp4_answer *answer)
{
    answer->decline.cause = TSMP4_CAUSE_STALLED;
    snprintf(answer->decline.reason, sizeof answer->decline.reason, "the engine does not answer");
    return TSMP4_DECLINED;
}

static struct engine_seek *engine_seek_new(const struct tsmp4_engine *engine)
{
    struct engine_seek *seek = (struct engine_seek *)TSmalloc(sizeof *seek);
    memset(seek, 0, sizeof *seek);
    seek->references = 1;
    seek->engine = engine;
    bridge_hold();
    return seek;
}

struct engine_seek *engine_seek_of_request(const struct tsmp4_engine *engine, const struct tsmp4_request *request)
{
    struct engine_seek *seek = engine_seek_new(engine);
    seek->request = request_copy(request);
    return seek;
}

struct engine_seek *engine_seek_of_handle(const struct tsmp4_engine *engine, int64_t handle)
{
    struct engine_seek *seek = engine_seek_new(engine);
    seek->handle = handle;
    return seek;
}

struct engine_seek *engine_seek_hold(struct engine_seek *seek)
{
    __atomic_add_fetch(&seek->references, 1, __ATOMIC_RELAXED);
    return seek;
}

void engine_seek_release(struct engine_seek *seek)
{
    if (__atomic_sub_fetch(&seek->references, 1, __ATOMIC_ACQ_REL) == 0) {
        seek->is_away = false;
        engine_seek_close(seek);
        TSfree(seek);
        bridge_release();
    }
}

static void give_back(const struct tsmp4_engine *engine, int64_t handle)
{
    if (watch_enter(WATCH_QUICK)) {
        engine->close(handle);
        watch_leave();
        return;
    }
    struct orphan *orphan = (struct orphan *)TSmalloc(sizeof *orphan);
    orphan->engine = engine;
    orphan->handle = handle;
    pthread_mutex_lock(&orphans_lock);
    orphan->next = orphans;
    __atomic_store_n(&orphans, orphan, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&orphans_lock);
}

/* Gives back the handles that had to wait, now that the engine may answer again. */
static void give_back_orphans(void)
{
    if (!__atomic_load_n(&orphans, __ATOMIC_ACQUIRE)) {
        return;
    }
    pthread_mutex_lock(&orphans_lock);
    struct orphan *orphan = orphans;
    __atomic_store_n(&orphans, NULL, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&orphans_lock);
    while (orphan) {
        struct orphan *next = orphan->next;
        give_back(orphan->engine, orphan->handle);
        TSfree(orphan);
        orphan = next;
    }
}

void engine_seek_set_away(struct engine_seek *seek, bool is_away)
{
    seek->is_away = is_away;
}

void engine_seek_close(struct engine_seek *seek)
{
    if (seek->is_away) {
        return;
    }
    if (seek->handle) {
        give_back_orphans();
        give_back(seek->engine, seek->handle);
        seek->handle = 0;
    }
    TSfree(seek->request);
    seek->request = NULL;
}

void engine_seek_prepare(struct engine_seek *seek, const char *url, int64_t url_size)
{
    struct tsmp4_source source;
    struct tsmp4_answer answer;
    memset(&source, 0, sizeof source);
    source.url.bytes = url;
    source.url.size = url_size;
    source.size = -1;
    source.use = TSMP4_USE_AHEAD;
    engine_seek_find(seek, &source, &answer);
}

int32_t engine_seek_ask(const struct tsmp4_engine *engine, const struct tsmp4_request *request,
                        const struct tsmp4_source *source, struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    if (!watch_enter(WATCH_FIRST)) {
        return stalled(answer);
    }
    int32_t verdict = engine->open(request, source, answer);
    watch_leave();
    return verdict;
}

int32_t engine_seek_find(struct engine_seek *seek, const struct tsmp4_source *source, struct tsmp4_answer *answer)
{
    if (seek->is_away) {
        memset(answer, 0, sizeof *answer);
        answer->decline.cause = TSMP4_CAUSE_FILE;
        snprintf(answer->decline.reason, sizeof answer->decline.reason, "declined: its plan is not made in time");
        return TSMP4_DECLINED;
    }
    if (seek->request) {
        int32_t verdict = engine_seek_ask(seek->engine, seek->request, source, answer);
        if (!answer->seek) {
            return TSMP4_DECLINED;
        }
        seek->handle = answer->seek;
        TSfree(seek->request);
        seek->request = NULL;
        return verdict;
    }
    memset(answer, 0, sizeof *answer);
    if (!watch_enter(WATCH_QUICK)) {
        return stalled(answer);
    }
    int32_t verdict = seek->engine->find(seek->handle, source, answer);
    watch_leave();
    return verdict;
}

int32_t engine_seek_collect(struct engine_seek *seek, int64_t position, const void *bytes, int64_t size,
                            struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    if (!watch_enter(WATCH_QUICK)) {
        return stalled(answer);
    }
    int32_t verdict = seek->engine->collect(seek->handle, position, bytes, size, answer);
    watch_leave();
    return verdict;
}

int32_t engine_seek_plan(struct engine_seek *seek, enum watch_call call, struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    if (!watch_enter(call)) {
        return stalled(answer);
    }
    int32_t verdict = seek->engine->plan(seek->handle, answer);
    watch_leave();
    return verdict;
}

int32_t engine_seek_piece(struct engine_seek *seek, int64_t offset, struct tsmp4_piece *piece)
{
    if (!watch_enter(WATCH_QUICK)) {
        return TSMP4_DECLINED;
    }
    int32_t verdict = seek->engine->piece(seek->handle, offset, piece);
    watch_leave();
    return verdict;
}

int32_t engine_seek_render(struct engine_seek *seek, int64_t offset, const struct tsmp4_room *rooms, int32_t count)
{
    if (!watch_enter(WATCH_QUICK)) {
        return TSMP4_DECLINED;
    }
    int32_t verdict = seek->engine->render(seek->handle, offset, rooms, count);
    watch_leave();
    return verdict;
}

void engine_seek_count(const struct tsmp4_engine *engine)
{
    if (report_is_due() && watch_enter(WATCH_QUICK)) {
        struct tsmp4_counters counters;
        memset(&counters, 0, sizeof counters);
        engine->count(&counters);
        watch_leave();
        report_counters(&counters);
    }
}
