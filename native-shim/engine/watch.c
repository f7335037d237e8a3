#include "engine/watch.h"

#include <stdint.h>
#include <stdlib.h>

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

static const int most[WATCH_CALLS] = {WATCH_QUICK_MOST, WATCH_LONG_MOST};

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
    /* Before the next tick: who comes back from such a call is to go on with its seek. */
    if (__atomic_load_n(&stalled, __ATOMIC_RELAXED) && is_waited_for()) {
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

static bool is_overdue(struct slot *slot)
{
    int64_t count = __atomic_load_n(&slot->count, __ATOMIC_ACQUIRE);
    if (count % 2 == 0 || count != slot->seen) {
        slot->seen = count;
        slot->ticks = 0;
        return false;
    }
    slot->ticks++;
    bool overdue = slot->ticks >= most[__atomic_load_n(&slot->call, __ATOMIC_RELAXED)];
    if (overdue) {
        __atomic_store_n(&slot->overdue, count, __ATOMIC_RELAXED);
    }
    return overdue;
}

enum watch_change watch_tick(void)
{
    bool overdue = false;
    for (struct slot *slot = __atomic_load_n(&slots, __ATOMIC_ACQUIRE); slot; slot = slot->next) {
        overdue = is_overdue(slot) || overdue;
    }
    bool before = __atomic_exchange_n(&stalled, overdue, __ATOMIC_RELAXED);
    return before == overdue ? WATCH_SAME : overdue ? WATCH_STALLED : WATCH_BACK;
}
