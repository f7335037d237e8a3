/*
 * make_archive.h - makes the archive of classes: see archive.h. For a process that ends then.
 */
#ifndef TSMP4_ENGINE_MAKE_ARCHIVE_H
#define TSMP4_ENGINE_MAKE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Starts the engine in the folder with its jars, ends its VM and puts what that wrote in the place of an archive that is
 * there. path: libjvm or a Java home; NULL = search. On failure error says why in one line, and what was there stays.
 */
bool make_archive(const char *folder, const char *path, char *error, size_t error_size);

#endif
