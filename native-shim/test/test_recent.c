#include "check.h"
#include "source/recent.h"

static struct recent recent;

static void once(void)
{
    memset(&recent, 0, sizeof recent);
    CHECK(recent_add(&recent, 7));
    CHECK(!recent_add(&recent, 7));
    CHECK(recent_add(&recent, 8));
    CHECK(!recent_add(&recent, 7));
}

/* A rule that does not cache has no URLs in the cache. */
static void nothing(void)
{
    memset(&recent, 0, sizeof recent);
    CHECK(!recent_has(&recent, 0));
    CHECK(!recent_add(&recent, 0));
    CHECK(!recent_has(&recent, 0));
}

/* The one that came first is forgotten first. */
static void full(void)
{
    memset(&recent, 0, sizeof recent);
    for (uint64_t hash = 1; hash <= RECENT_MOST + 1; hash++) {
        CHECK(recent_add(&recent, hash));
    }
    CHECK(!recent_add(&recent, 2));
    CHECK(!recent_add(&recent, RECENT_MOST + 1));
    CHECK(recent_add(&recent, 1));
    CHECK(recent_add(&recent, 2));
}

static void removed(void)
{
    memset(&recent, 0, sizeof recent);
    recent_remove(&recent, 7);
    CHECK(!recent_has(&recent, 7));
    recent_add(&recent, 7);
    recent_add(&recent, 8);
    CHECK(recent_has(&recent, 7));
    recent_remove(&recent, 7);
    CHECK(!recent_has(&recent, 7));
    CHECK(recent_has(&recent, 8));
    CHECK(recent_add(&recent, 7));
}

int main(void)
{
    once();
    nothing();
    removed();
    full();
    return checks_failed != 0;
}
