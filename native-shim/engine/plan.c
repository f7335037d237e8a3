#include "engine/plan.h"

#include <string.h>

/* Bytes of moov up to which planning is quick enough for any thread. */
#define AT_ONCE_MOST (INT64_C(256) << 10)

struct plan {
    int references; /* the owner's, and that of the work */
    struct engine_seek *seek;
    plan_done done; /* NULL once it is not to be called. Guarded by the owner's mutex */
    void *data;
    TSCont wake;
    TSEventThread thread;
    int32_t verdict;
    struct tsmp4_answer answer;
};

static void let_go(struct plan *plan)
{
    if (__atomic_sub_fetch(&plan->references, 1, __ATOMIC_ACQ_REL) == 0) {
        engine_seek_release(plan->seek);
        TSfree(plan);
    }
}

/* On the owner's thread, with its mutex. */
static int on_planned(TSCont wake, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct plan *plan = (struct plan *)TSContDataGet(wake);
    if (plan->done) {
        engine_seek_set_away(plan->seek, false);
        plan->done(plan->data, plan->verdict, &plan->answer);
    }
    TSContDestroy(wake);
    let_go(plan);
    return 0;
}

/* On a task thread, without the transaction's mutex. */
static int on_task(TSCont task, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct plan *plan = (struct plan *)TSContDataGet(task);
    plan->verdict = engine_seek_plan(plan->seek, WATCH_LONG, &plan->answer);
    TSContScheduleOnThread(plan->wake, 0, plan->thread);
    TSContDestroy(task);
    return 0;
}

struct plan *plan_make(struct engine_seek *seek, int64_t moov_size, TSCont owner, plan_done done, void *data,
                       int32_t *verdict, struct tsmp4_answer *answer)
{
    if (moov_size <= AT_ONCE_MOST) {
        *verdict = engine_seek_plan(seek, WATCH_QUICK, answer);
        return NULL;
    }
    struct plan *plan = (struct plan *)TSmalloc(sizeof *plan);
    memset(plan, 0, sizeof *plan);
    plan->references = 2;
    plan->seek = engine_seek_hold(seek);
    engine_seek_set_away(seek, true);
    plan->done = done;
    plan->data = data;
    plan->thread = TSEventThreadSelf();
    plan->wake = TSContCreate(on_planned, TSContMutexGet(owner));
    TSContDataSet(plan->wake, plan);
    TSCont task = TSContCreate(on_task, TSMutexCreate());
    TSContDataSet(task, plan);
    TSContScheduleOnPool(task, 0, TS_THREAD_POOL_TASK);
    return plan;
}

void plan_release(struct plan *plan)
{
    if (plan) {
        plan->done = NULL;
        let_go(plan);
    }
}
