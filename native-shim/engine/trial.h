/*
 * trial.h - an engine is started in a process of its own before one is let into the proxy.
 *
 * What a Java VM cannot bear ends its process: a library that is cut short, a stack that is too small. And HotSpot
 * cannot be created in a process where it has failed once. So a failure is to happen elsewhere.
 */
#ifndef TSMP4_ENGINE_TRIAL_H
#define TSMP4_ENGINE_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/jvm_entry.h"

/*
 * Whether an engine starts with this entry. Blocks for as long as that takes: a minute at most, or two if the archive
 * is tried first. On failure error says why in one line. The answer to the same question is remembered until
 * trial_forget: a rule in which nothing is new costs nothing. True also where no process can be started: that is a line
 * of its own in the log.
 *
 * archive_fits: set to whether it starts with the archive of classes beside the jars, which is tried first.
 */
bool trial_passes(const struct jvm_entry *entry, bool *archive_fits, char *error, size_t error_size);

/* Forgets that answer: the files of the engine may have been mended. */
void trial_forget(void);

#endif
