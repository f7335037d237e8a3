/*
 * planner.h - a cut is planned, on this thread when that is quick, else on a task thread.
 */
#ifndef TSMP4_PLANNER_H
#define TSMP4_PLANNER_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A larger moov takes longer than a thread that serves other clients should be away. */
#define PLAN_INLINE_MOST (INT64_C(256) << 10)

/* A plan being made elsewhere. It outlives the transform that asked for it when the client leaves meanwhile. */
struct plan {
    int references;
    struct seek *seek;
    TSVConn transform; /* to be woken; NULL once it is closed. Guarded by the transaction's mutex, as is ready */
    TSCont wake;
    TSEventThread thread;
    int64_t source_size;
    bool ready;
    int32_t verdict;
    struct tsmp4_answer answer;
};

/* Not TS_EVENT_IMMEDIATE: Traffic Server counts those it scheduled itself, and one more frees a continuation early. */
#define PLAN_READY TS_EVENT_INTERNAL_60200

/* Plans on a task thread, then sends the transform PLAN_READY. The caller ends with plan_release. */
struct plan *plan_start(struct seek *seek, TSVConn transform, int64_t source_size);

/* The transform is not to be woken any more. */
void plan_release(struct plan *plan);

#ifdef __cplusplus
}
#endif
#endif
