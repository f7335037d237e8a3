#include "check.h"
#include "engine/storm.h"

/* Whether there is a storm after count ticks of this kind. */
static bool ticks(bool is_slow, int count)
{
    bool storms = false;
    for (int i = 0; i < count; i++) {
        storms = storm_tick(is_slow);
    }
    return storms;
}

/* Whether a storm rises if one tick in all is slow, for a long time. */
static bool one_in(int all)
{
    for (int i = 0; i < 300; i++) {
        if (ticks(true, 1)) {
            return true;
        }
        ticks(false, all - 1);
    }
    return false;
}

static void passes(void)
{
    CHECK(ticks(false, STORM_QUIET));
    CHECK(storm_lets_in());
    /* One, and no more. */
    CHECK(!storm_lets_in());
    CHECK(ticks(false, STORM_QUIET - 1));
    CHECK(!storm_lets_in());
    CHECK(!ticks(false, 1));
    CHECK(storm_lets_in());
    CHECK(storm_lets_in());
    CHECK(!ticks(false, STORM_MOST * STORM_SHARE));
}

int main(void)
{
    CHECK(storm_lets_in());
    CHECK(!ticks(false, 1000));

    /* One long collection is not a storm, nor are many that are short compared with the time between them. */
    CHECK(!ticks(true, STORM_MOST - 1));
    CHECK(!ticks(false, STORM_MOST * STORM_SHARE));
    CHECK(!one_in(STORM_SHARE));
    CHECK(one_in(STORM_SHARE - 1));
    CHECK(!storm_lets_in());
    passes();

    /* A call that is slow during a storm keeps it up; so does one of the seek that was let in. */
    CHECK(!ticks(true, STORM_MOST - 1));
    CHECK(ticks(true, 1));
    CHECK(ticks(false, STORM_QUIET - 1));
    CHECK(ticks(true, 1));
    CHECK(ticks(false, STORM_QUIET - 1));
    CHECK(!storm_lets_in());
    CHECK(ticks(false, 1));
    CHECK(storm_lets_in());
    CHECK(ticks(true, 1));
    CHECK(ticks(false, STORM_QUIET - 1));
    CHECK(!storm_lets_in());
    CHECK(ticks(false, 1));
    CHECK(storm_lets_in());

    /* Just after a storm, one slow tick is enough. */
    CHECK(!ticks(false, STORM_QUIET));
    CHECK(ticks(true, 1));
    passes();
    return checks_failed != 0;
}
