/*
 * planner.h - an index is built and a cut planned on a task thread: a large moov takes longer than a thread that serves
 * other clients should be away.
 */
#ifndef TSMP4_PLANNER_H
#define TSMP4_PLANNER_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of moov up to which planning is quick enough for any thread. */
#define PLAN_INLINE_MOST (INT64_C(256) << 10)

/* Called on the thread that started the plan, with its mutex. */
typedef void (*plan_done)(void *data, int32_t verdict, const struct tsmp4_answer *answer);

/* A plan being made. It outlives whoever asked for it when the client leaves meanwhile. */
struct plan;

/* Plans on a task thread, then calls done with the mutex of owner. The caller ends with plan_release. */
struct plan *plan_start(struct seek *seek, TSCont owner, plan_done done, void *data);

/* Done is not to be called any more. With the mutex of the owner. */
void plan_release(struct plan *plan);

#ifdef __cplusplus
}
#endif
#endif
