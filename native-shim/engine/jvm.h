/*
 * jvm.h - the engine in the process's Java VM, entered once per copy of the plugin.
 */
#ifndef TSMP4_ENGINE_JVM_H
#define TSMP4_ENGINE_JVM_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/jvm_entry.h"

/*
 * Has Java fill the engine's table. Blocks; runs on a thread of its own. On failure error says why in one line.
 * A VM that another copy of the plugin created is used as it is: path and options are then of no effect.
 */
bool jvm_start(const struct jvm_entry *entry, char *error, size_t error_size);

/* Undoes jvm_start: nothing of this copy is called from Java any more, and its table is of no use. */
void jvm_stop(void);

#endif
