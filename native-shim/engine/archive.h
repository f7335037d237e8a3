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
 * These add options of the VM, and are false when memory ran out. One that is to use the archive, and starts without it
 * where it does not fit; one that looks at every byte of it, and does not start then.
 */
bool archive_use(struct text_list *options, const char *home);
bool archive_check(struct text_list *options, const char *home);

/* One that makes the archive when it ends, at this path. */
bool archive_write(struct text_list *options, const char *path);

#endif
