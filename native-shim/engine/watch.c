#include "engine/watch.h"

#include <stdint.h>
#include <stdlib.h>

#include "engine/storm.h"

/* Of one thread, for the life of the process: Traffic Server's threads do not end. */
struct slot {
    struct slot *next;
    int64_t count; /* calls begun and calls ended: odd while there is one. Atomic */
    enum watch_call call;
    int64_t overdue; /* the count at which the call was found overdue; written by watch_tick. Atomic */
    int64_t seen;    /* these two belong to watch_tick */
    int ticks;
};

static struct slot *slots; /* grows at its head, atomically */
static __thread struct slot *mine;
static bool stalled; /* atomic */

static const int most[WATCH_CALLS] = {WATCH_QUICK_MOST, WATCH_QUICK_MOST, WATCH_LONG_MOST};

static struct slot *slot_of_thread(void)
{
    if (!mine) {
        mine = (struct slot *)calloc(1, sizeof *mine);
        if (!mine) {
            abort(); /* as Traffic Server does */
        }
        mine->overdue = -1;
        mine->next = __atomic_load_n(&slots, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&slots, &mine->next, mine, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {
        }
    }
    return mine;
}

static void step(struct slot *slot)
{
    __atomic_store_n(&slot->count, slot->count + 1, __ATOMIC_RELEASE);
}

/* Whether a call that was found overdue has still not come back. */
static bool is_waited_for(void)
{
    bool waited = false;
    for (struct slot *slot = __atomic_load_n(&slots, __ATOMIC_ACQUIRE); slot && !waited; slot = slot->next) {
        waited = __atomic_load_n(&slot->overdue, __ATOMIC_RELAXED) == __atomic_load_n(&slot->count, __ATOMIC_ACQUIRE);
    }
    return waited;
}

bool watch_enter(enum watch_call call)
{
    /*
     * Looks at the calls anew, before the next tick does: a thread that comes back from such a call is to go on with
     * its seek.
     */
    if (__atomic_load_n(&stalled, __ATOMIC_RELAXED) && is_waited_for()) {
        return false;
    }
    if (call == WATCH_FIRST && !storm_lets_in()) {
        return false;
    }
    struct slot *slot = slot_of_thread();
    __atomic_store_n(&slot->call, call, __ATOMIC_RELAXED);
    step(slot);
    return true;
}

void watch_leave(void)
{
    step(mine);
}

/* What one more tick makes of a thread's call. */
static enum watch_state state_of(struct slot *slot)
{
    int64_t count = __atomic_load_n(&slot->count, __ATOMIC_ACQUIRE);
    if (count % 2 == 0 || count != slot->seen) {
        slot->seen = count;
        slot->ticks = 0;
        return WATCH_WELL;
    }
    slot->ticks++;
    enum watch_call call = __atomic_load_n(&slot->call, __ATOMIC_RELAXED);
    if (slot->ticks >= most[call]) {
        __atomic_store_n(&slot->overdue, count, __ATOMIC_RELAXED);
        return WATCH_STALLED;
    }
    return call == WATCH_LONG ? WATCH_WELL : WATCH_SLOW;
}

enum watch_state watch_tick(void)
{
    enum watch_state worst = WATCH_WELL;
    for (struct slot *slot = __atomic_load_n(&slots, __ATOMIC_ACQUIRE); slot; slot = slot->next) {
        enum watch_state state = state_of(slot);
        worst = state > worst ? state : worst;
    }
    __atomic_store_n(&stalled, worst == WATCH_STALLED, __ATOMIC_RELAXED);
    bool storms = storm_tick(worst == WATCH_SLOW);
    return worst == WATCH_STALLED ? WATCH_STALLED : storms ? WATCH_SLOW : WATCH_WELL;
}
