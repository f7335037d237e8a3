/*
 * trial_flags.h - options of a trial's Java VM that would let it end its process later.
 */
#ifndef TSMP4_ENGINE_TRIAL_FLAGS_H
#define TSMP4_ENGINE_TRIAL_FLAGS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Asks the VM of this process itself, since an option may also come from an environment variable or a file. home: the
 * folder of the jars. False: error names the option. True also if the VM cannot be asked.
 */
bool trial_flags_are_harmless(const char *home, char *error, size_t error_size);

#endif
