/*
 * watch.h - the calls into Java that have not come back. Needs no server.
 *
 * A call cannot be taken back: the thread that makes it waits as long as the engine does. But no other thread should
 * follow it. A call is overdue when a number of ticks have found it. Ticks are used, not a clock, so that a process
 * that was stopped as a whole does not blame its engine. A call is slow when two ticks find it; many slow ones are a
 * storm (storm.h).
 */
#ifndef TSMP4_ENGINE_WATCH_H
#define TSMP4_ENGINE_WATCH_H

#include <stdbool.h>

/* How many ticks a second has. WATCH_QUICK_MOST and WATCH_LONG_MOST: after how many a call is overdue. */
#define WATCH_TICKS 10

enum watch_call {
    WATCH_FIRST, /* as WATCH_QUICK, and a seek begins with it */
    WATCH_QUICK, /* on a thread that serves clients: microseconds, or as long as a collection of garbage takes */
    WATCH_LONG,  /* a plan on a task thread: as long as a large moov takes */
    WATCH_CALLS
};

#define WATCH_QUICK_MOST (3 * WATCH_TICKS)
#define WATCH_LONG_MOST (20 * WATCH_TICKS)

/* Before a call. False: the engine is not to be called now, and there is no watch_leave. */
bool watch_enter(enum watch_call call);

/* After it, on the same thread. */
void watch_leave(void);

enum watch_state {
    WATCH_WELL,
    WATCH_SLOW,   /* there is a storm: seeks do not begin */
    WATCH_STALLED /* a call is overdue: there are no calls */
};

/* Called WATCH_TICKS times a second, by one thread at a time. */
enum watch_state watch_tick(void);

#endif
