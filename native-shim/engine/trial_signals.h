/*
 * trial_signals.h - signal handlers like those that a Java VM finds in Traffic Server, for the program of a trial.
 */
#ifndef TSMP4_ENGINE_TRIAL_SIGNALS_H
#define TSMP4_ENGINE_TRIAL_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

/* Before the VM is created: as Traffic Server, the program has a handler for each of its signals and for each crash. */
void trial_signals_set(void);

/*
 * After it: whether the VM has taken those that it lives by, and has left the others. If not, error says which it is.
 */
bool trial_signals_are_right(char *error, size_t error_size);

#endif
