/*
 * libjvm.h - where the Java VM's library is. Needs no server.
 */
#ifndef TSMP4_ENGINE_LIBJVM_H
#define TSMP4_ENGINE_LIBJVM_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Finds the libjvm of a Java 17 or newer. If named (the operator's --jvm-path: the library or a Java home) is given,
 * looks only there; else in java_home (the variable), then in the usual places. Both may be NULL. On failure error says
 * in one line what was looked for and where.
 */
bool libjvm_find(char path[PATH_MAX], const char *named, const char *java_home, char *error, size_t error_size);

/*
 * Looks only in the usual places, below root, which is "" except in a test. If there are several VMs in one folder,
 * takes the first by name that is new enough.
 */
bool libjvm_find_usual(char path[PATH_MAX], const char *root);

#endif
