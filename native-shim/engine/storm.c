#include "engine/storm.h"

enum storm_state {
    STORM_NONE,
    STORM_RAGES,
    STORM_OFFERS, /* the next seek is let in */
    STORM_TRIED   /* it was */
};

static enum storm_state state; /* atomic. Written by storm_tick, but for the step from OFFERS to TRIED */
/* These belong to storm_tick. */
static int strain; /* of slow ticks, less what the others have taken off */
static int left;   /* ticks that are still to be quiet */

#define STRAIN_OF_SLOW (STORM_SHARE - 1)
#define STRAIN_MOST (STORM_MOST * STRAIN_OF_SLOW)

static void set_state(enum storm_state next)
{
    left = STORM_QUIET;
    __atomic_store_n(&state, next, __ATOMIC_RELAXED);
}

static void tick_of_calm(bool is_slow)
{
    strain += is_slow ? STRAIN_OF_SLOW : strain > 0 ? -1 : 0;
    if (strain >= STRAIN_MOST) {
        set_state(STORM_RAGES);
    }
}

static void tick_of_quiet(enum storm_state next)
{
    if (--left == 0) {
        /* The next slow tick raises it anew. */
        strain = STRAIN_MOST - 1;
        set_state(next);
    }
}

bool storm_tick(bool is_slow)
{
    enum storm_state now = __atomic_load_n(&state, __ATOMIC_RELAXED);
    if (now == STORM_NONE) {
        tick_of_calm(is_slow);
    } else if (is_slow) {
        set_state(STORM_RAGES);
    } else if (now == STORM_RAGES) {
        tick_of_quiet(STORM_OFFERS);
    } else if (now == STORM_TRIED) {
        tick_of_quiet(STORM_NONE);
    }
    return __atomic_load_n(&state, __ATOMIC_RELAXED) != STORM_NONE;
}

bool storm_lets_in(void)
{
    enum storm_state offered = STORM_OFFERS;
    return __atomic_load_n(&state, __ATOMIC_RELAXED) == STORM_NONE ||
           __atomic_compare_exchange_n(&state, &offered, STORM_TRIED, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}
