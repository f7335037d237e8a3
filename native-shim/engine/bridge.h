/*
 * bridge.h - this copy of the plugin's way to the engine in Java.
 */
#ifndef TSMP4_ENGINE_BRIDGE_H
#define TSMP4_ENGINE_BRIDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine.h"
#include "rule/options.h"

/*
 * The engine, for one user more, who gives it back with bridge_release; the first user has it started, the last one
 * stopped. NULL when it cannot be started: error says why in one line, and the next call tries again.
 */
const struct tsmp4_engine *bridge_engine(const struct options *options, char *error, size_t error_size);

/* One user more of an engine that is in use. */
void bridge_hold(void);
void bridge_release(void);

/* No rule uses this copy of the plugin any more: what its engine only remembers is forgotten. */
void bridge_retire(void);

#endif
