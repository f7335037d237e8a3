/*
 * make_archive.h - makes the archive of classes: see archive.h. For a process that ends then.
 */
#ifndef TSMP4_ENGINE_MAKE_ARCHIVE_H
#define TSMP4_ENGINE_MAKE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Starts the engine from the folder of its jars, and ends its VM. The archive that the VM then wrote replaces any that
 * was there. path: libjvm or a Java home; NULL = search. On failure error says why in one line, and the old archive
 * stays.
 */
bool make_archive(const char *folder, const char *path, char *error, size_t error_size);

#endif
