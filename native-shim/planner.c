#include "planner.h"

#include <string.h>

static void let_go(struct plan *plan)
{
    if (__atomic_sub_fetch(&plan->references, 1, __ATOMIC_ACQ_REL) == 0) {
        seek_release(plan->seek);
        TSfree(plan);
    }
}

/* On the transform's thread, with its mutex. */
static int wake_transform(TSCont wake, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct plan *plan = (struct plan *)TSContDataGet(wake);
    plan->ready = true;
    if (plan->transform) {
        TSContCall(plan->transform, PLAN_READY, NULL);
    }
    TSContDestroy(wake);
    let_go(plan);
    return 0;
}

/* On a task thread, without the transaction's mutex. */
static int make_plan(TSCont task, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct plan *plan = (struct plan *)TSContDataGet(task);
    plan->verdict = plan->seek->engine->plan(plan->seek->handle, plan->source_size, &plan->answer);
    TSContScheduleOnThread(plan->wake, 0, plan->thread);
    TSContDestroy(task);
    return 0;
}

struct plan *plan_start(struct seek *seek, TSVConn transform, int64_t source_size)
{
    struct plan *plan = (struct plan *)TSmalloc(sizeof *plan);
    memset(plan, 0, sizeof *plan);
    plan->references = 2; /* the transform's, and that of the work */
    plan->seek = seek_hold(seek);
    plan->transform = transform;
    plan->thread = TSEventThreadSelf();
    plan->source_size = source_size;
    plan->wake = TSContCreate(wake_transform, TSContMutexGet(transform));
    TSContDataSet(plan->wake, plan);
    TSCont task = TSContCreate(make_plan, TSMutexCreate());
    TSContDataSet(task, plan);
    TSContScheduleOnPool(task, 0, TS_THREAD_POOL_TASK);
    return plan;
}

void plan_release(struct plan *plan)
{
    plan->transform = NULL;
    let_go(plan);
}
