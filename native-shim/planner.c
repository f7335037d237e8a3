#include "planner.h"

#include <string.h>

struct plan {
    int references;
    struct seek *seek;
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
        seek_release(plan->seek);
        TSfree(plan);
    }
}

/* On the owner's thread, with its mutex. */
static int wake_owner(TSCont wake, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct plan *plan = (struct plan *)TSContDataGet(wake);
    if (plan->done) {
        plan->done(plan->data, plan->verdict, &plan->answer);
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
    plan->verdict = plan->seek->engine->plan(plan->seek->handle, &plan->answer);
    TSContScheduleOnThread(plan->wake, 0, plan->thread);
    TSContDestroy(task);
    return 0;
}

struct plan *plan_start(struct seek *seek, TSCont owner, plan_done done, void *data)
{
    struct plan *plan = (struct plan *)TSmalloc(sizeof *plan);
    memset(plan, 0, sizeof *plan);
    plan->references = 2; /* the owner's, and that of the work */
    plan->seek = seek_hold(seek);
    plan->done = done;
    plan->data = data;
    plan->thread = TSEventThreadSelf();
    plan->wake = TSContCreate(wake_owner, TSContMutexGet(owner));
    TSContDataSet(plan->wake, plan);
    TSCont task = TSContCreate(make_plan, TSMutexCreate());
    TSContDataSet(task, plan);
    TSContScheduleOnPool(task, 0, TS_THREAD_POOL_TASK);
    return plan;
}

void plan_release(struct plan *plan)
{
    plan->done = NULL;
    let_go(plan);
}
