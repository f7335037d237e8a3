/*
 * archive.h - the classes of the engine as a Java VM holds them in memory, in a file beside the jars: a VM that maps it
 * need not read, check and link them. Only the VM and the jars that it was made with can use it.
 */
#ifndef TSMP4_ENGINE_ARCHIVE_H
#define TSMP4_ENGINE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "rule/text_list.h"

#define ARCHIVE_FILE "classes.jsa"
#define ARCHIVE_COMMAND "--archive" /* of try-engine: makes it */

bool archive_is_there(const char *home);

/*
 * These add options for a VM; false = memory ran out. With archive_use, the VM uses the archive, and starts without it
 * if it does not fit. With archive_check, the VM checks every byte of it, and does not start if it does not fit.
 */
bool archive_use(struct text_list *options, const char *home);
bool archive_check(struct text_list *options, const char *home);

/* With archive_write, the VM writes the archive to this path when it ends. */
bool archive_write(struct text_list *options, const char *path);

#endif
