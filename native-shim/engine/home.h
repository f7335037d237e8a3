/*
 * home.h - the folder of the jars. Needs no server.
 */
#ifndef TSMP4_ENGINE_HOME_H
#define TSMP4_ENGINE_HOME_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct home {
    char path[PATH_MAX]; /* absolute, without a final slash */
};

/*
 * Finds the folder "tsmp4java" that holds all the engine needs, beside the plugin as it was installed.
 *
 * loaded_path: where the plugin was loaded from. Traffic Server loads a copy at
 * <run-time folder>/<id>/<path of the plugin>, so that each tail of loaded_path may be the plugin's own path.
 * plugin_dir, install_dir: looked at after that.
 * On failure error says in one line what was looked for and where.
 */
bool home_find(struct home *home, const char *loaded_path, const char *plugin_dir, const char *install_dir, char *error,
               size_t error_size);

#endif
