/*
 * storm.h - whether calls into Java are slow again and again, although each comes back. A heap does that when it is so
 * full that the VM does little but collect garbage. Needs no server.
 *
 * During a storm new seeks are kept out, and those that have begun go on. When no call has been slow for a while, one
 * new seek is let in. If that makes no call slow, the storm is over.
 */
#ifndef TSMP4_ENGINE_STORM_H
#define TSMP4_ENGINE_STORM_H

#include <stdbool.h>

/* A storm rises if more than one tick in STORM_SHARE is slow: after STORM_MOST ticks if all are slow, else later. */
#define STORM_SHARE 5
#define STORM_MOST 50

/* How many ticks in a row must not be slow before a seek is let in, and again after that, before the storm is over. */
#define STORM_QUIET 30

/* Called by watch_tick: whether it found a slow call. Says whether there is a storm. */
bool storm_tick(bool is_slow);

/* Whether a seek may begin. From any thread. */
bool storm_lets_in(void);

#endif
