/*
 * plan.h - builds an index and plans a cut: at once if the moov is small, otherwise on a task thread, because it takes
 * longer than a thread that serves other clients should be away.
 */
#ifndef TSMP4_ENGINE_PLAN_H
#define TSMP4_ENGINE_PLAN_H

#include "ats/ats.h"
#include "engine/engine_seek.h"

/* Called on the thread that asked for the plan, with the mutex of its owner. The answer lives for the call. */
typedef void (*plan_done)(void *data, int32_t verdict, const struct tsmp4_answer *answer);

/* A plan that a task thread makes. It outlives its owner when the client leaves meanwhile. */
struct plan;

/*
 * Plans a cut, after collect said OK of a moov of moov_size bytes. NULL = it is made: verdict and answer say what plan
 * of the engine did. Else done is called later, on this thread, and the owner ends with plan_release. Call it with the
 * owner's mutex, on a thread of Traffic Server. done is not to be called once the owner is gone.
 */
struct plan *plan_make(struct engine_seek *seek, int64_t moov_size, TSCont owner, plan_done done, void *data,
                       int32_t *verdict, struct tsmp4_answer *answer);

/* The owner wants no more of it: done is not called from now on. With the owner's mutex. NULL is ignored. */
void plan_release(struct plan *plan);

#endif
