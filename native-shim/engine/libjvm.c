#include "engine/libjvm.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LEAST_JAVA 17

static const char in_home[] = "/lib/server/libjvm.so";

/* Debian, Red Hat, SUSE, Alpine; containers of Temurin; FreeBSD. */
static const char *const usual_homes[] = {
    "/usr/lib/jvm/default-java", "/usr/lib/jvm/jre",  "/usr/lib/jvm/*",
    "/usr/lib64/jvm/*",          "/opt/java/openjdk", "/usr/local/openjdk*",
};
#define USUAL_COUNT (sizeof usual_homes / sizeof usual_homes[0])

/* The feature version in <home>/release, or -1 when there is no such file. */
static int java_version(const char *path)
{
    char release[PATH_MAX];
    size_t home_size = strlen(path) - strlen(in_home);
    snprintf(release, sizeof release, "%.*s/release", (int)home_size, path);
    FILE *file = fopen(release, "r");
    int version = -1;
    char line[256];
    while (file && version < 0 && fgets(line, sizeof line, file)) {
        static const char key[] = "JAVA_VERSION=\"";
        if (strncmp(line, key, sizeof key - 1) == 0) {
            version = (int)strtol(line + sizeof key - 1, NULL, 10);
        }
    }
    if (file) {
        fclose(file);
    }
    return version;
}

static bool is_library(const char *path)
{
    size_t size = strlen(path);
    return size > strlen(in_home) && strcmp(path + size - strlen(in_home), in_home) == 0;
}

/* A VM of unknown version is taken: if it is too old, it refuses Bridge's class file, and says why in clear words. */
static bool take(char path[PATH_MAX], const char *candidate)
{
    if (access(candidate, R_OK) != 0) {
        return false;
    }
    if (is_library(candidate)) {
        int version = java_version(candidate);
        if (version >= 0 && version < LEAST_JAVA) {
            return false;
        }
    }
    snprintf(path, PATH_MAX, "%s", candidate);
    return true;
}

static bool take_home(char path[PATH_MAX], const char *home)
{
    char candidate[PATH_MAX];
    int size = snprintf(candidate, sizeof candidate, "%s%s", home, in_home);
    return size > 0 && (size_t)size < sizeof candidate && take(path, candidate);
}

bool libjvm_find_usual(char path[PATH_MAX], const char *root)
{
    bool found = false;
    for (size_t i = 0; i < USUAL_COUNT && !found; i++) {
        char pattern[PATH_MAX];
        snprintf(pattern, sizeof pattern, "%s%s%s", root, usual_homes[i], in_home);
        glob_t places;
        if (glob(pattern, 0, NULL, &places) == 0) {
            for (size_t j = 0; j < places.gl_pathc && !found; j++) {
                found = take(path, places.gl_pathv[j]);
            }
        }
        globfree(&places);
    }
    return found;
}

bool libjvm_find(char path[PATH_MAX], const char *named, const char *java_home, char *error, size_t error_size)
{
    if (named) {
        size_t size = strlen(named);
        bool is_file = size > 3 && strcmp(named + size - 3, ".so") == 0;
        if (is_file ? take(path, named) : take_home(path, named)) {
            return true;
        }
        snprintf(error, error_size, "--jvm-path=%s: no libjvm.so of Java %d or newer there%s%s", named, LEAST_JAVA,
                 is_file ? "" : ", looked for ", is_file ? "" : in_home + 1);
        return false;
    }
    if ((java_home && *java_home && take_home(path, java_home)) || libjvm_find_usual(path, "")) {
        return true;
    }
    int used = snprintf(error, error_size, "no Java %d or newer: looked for %s in JAVA_HOME (%s)", LEAST_JAVA,
                        in_home + 1, java_home && *java_home ? java_home : "not set");
    for (size_t i = 0; i < USUAL_COUNT && used > 0 && (size_t)used < error_size; i++) {
        used += snprintf(error + used, error_size - (size_t)used, ", %s", usual_homes[i]);
    }
    if (used > 0 && (size_t)used < error_size) {
        snprintf(error + used, error_size - (size_t)used, "; --jvm-path= names another place");
    }
    return false;
}
