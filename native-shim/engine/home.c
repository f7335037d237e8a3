#include "engine/home.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/trial_words.h"

static const char *const needed[] = {
    "tsmp4java.jar", "jna.jar", "slf4j-api.jar", "slf4j-simple.jar", "libjnidispatch.so", TRIAL_PROGRAM,
};
#define NEEDED_COUNT (sizeof needed / sizeof needed[0])

static bool is_readable(const char *folder, const char *file)
{
    char path[PATH_MAX];
    int size = snprintf(path, sizeof path, "%s/%s", folder, file);
    return size > 0 && (size_t)size < sizeof path && access(path, R_OK) == 0;
}

static bool try_beside(struct home *home, const char *directory, int directory_size)
{
    int size = snprintf(home->path, sizeof home->path, "%.*s/tsmp4java", directory_size, directory);
    return size > 0 && (size_t)size < sizeof home->path && is_readable(home->path, needed[0]);
}

static bool find_jar(struct home *home, const char *loaded_path, const char *plugin_dir, const char *install_dir)
{
    const char *file = strrchr(loaded_path, '/');
    for (const char *tail = loaded_path; tail && tail < file; tail = strchr(tail + 1, '/')) {
        if (*tail == '/' && try_beside(home, tail, (int)(file - tail))) {
            return true;
        }
    }
    return try_beside(home, plugin_dir, (int)strlen(plugin_dir)) ||
           try_beside(home, install_dir, (int)strlen(install_dir));
}

bool home_find(struct home *home, const char *loaded_path, const char *plugin_dir, const char *install_dir, char *error,
               size_t error_size)
{
    if (!find_jar(home, loaded_path, plugin_dir, install_dir)) {
        snprintf(error, error_size, "tsmp4java/%s not found beside the plugin (loaded from %s), nor in %s, nor in %s",
                 needed[0], loaded_path, plugin_dir, install_dir);
        return false;
    }
    for (size_t i = 0; i < NEEDED_COUNT; i++) {
        if (!is_readable(home->path, needed[i])) {
            snprintf(error, error_size, "%s not found in %s", needed[i], home->path);
            return false;
        }
    }
    return true;
}
