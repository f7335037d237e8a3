#include "engine/bridge.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ats/ats.h"
#include "ats/report.h"
#include "engine/home.h"
#include "engine/jvm.h"
#include "engine/trial.h"
#include "engine/vm.h"
#include "engine/watch.h"
#include "engine/watchdog.h"

static const struct tsmp4_host host = {TSMP4_ENGINE_VERSION, 0, report_line};
static struct tsmp4_engine engine;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int users; /* rules and seeks. From 0 to 1 only with the lock */

/*
 * Where the Java VM may leave its crash files: the log directory, or, where that is not known (under a run-root), the
 * runtime one.
 */
static void find_log_dir(char path[PATH_MAX])
{
    TSMgmtString configured = NULL;
    *path = '\0';
    if (TSMgmtStringGet("proxy.config.log.logfile_dir", &configured) == TS_SUCCESS && configured) {
        if (configured[0] == '/') {
            snprintf(path, PATH_MAX, "%s", configured);
        } else {
            snprintf(path, PATH_MAX, "%s/%s", TSInstallDirGet(), configured);
        }
    }
    TSfree(configured);
    if (!*path || access(path, W_OK) != 0) {
        snprintf(path, PATH_MAX, "%s", TSRuntimeDirGet());
    }
}

static bool is_kept; /* this copy is never unloaded */

static bool start(const struct options *options, char *error, size_t error_size)
{
    Dl_info loaded;
    if (!dladdr((const void *)&engine, &loaded) || !loaded.dli_fname) {
        snprintf(error, error_size, "where the plugin was loaded from is not known");
        return false;
    }
    struct home home;
    if (!home_find(&home, loaded.dli_fname, TSPluginDirGet(), TSMP4_INSTALL_DIR, error, error_size)) {
        return false;
    }
    char log_dir[PATH_MAX];
    find_log_dir(log_dir);
    struct jvm_entry entry = {
        home.path, log_dir, options->jvm_path, false, true, &options->jvm_options, options->index_budget,
        &host,     &engine};
    bool ok = (vm_is_there() || trial_passes(&entry, &entry.uses_archive, error, error_size)) &&
              jvm_start(&entry, error, error_size);
    /* Never closed. dlopen finds it by the name it was loaded by: the file may be gone. */
    if (vm_keeps_this_copy() && !is_kept) {
        is_kept = dlopen(loaded.dli_fname, RTLD_NOW | RTLD_NOLOAD) != NULL;
        if (!is_kept) {
            report_line(TSMP4_ERROR, dlerror());
        }
    }
    return ok;
}

const struct tsmp4_engine *bridge_engine(const struct options *options, char *error, size_t error_size)
{
    pthread_mutex_lock(&lock);
    bool up = engine.version != 0 || start(options, error, error_size);
    if (up) {
        __atomic_add_fetch(&users, 1, __ATOMIC_RELAXED);
        watchdog_start();
    } else {
        memset(&engine, 0, sizeof engine);
    }
    pthread_mutex_unlock(&lock);
    return up ? &engine : NULL;
}

void bridge_hold(void)
{
    __atomic_add_fetch(&users, 1, __ATOMIC_RELAXED);
}

void bridge_release(void)
{
    if (__atomic_sub_fetch(&users, 1, __ATOMIC_ACQ_REL) > 0) {
        return;
    }
    pthread_mutex_lock(&lock);
    /* A rule may have come in between, and gone. */
    if (__atomic_load_n(&users, __ATOMIC_ACQUIRE) == 0 && engine.version != 0) {
        watchdog_stop();
        jvm_stop();
        memset(&engine, 0, sizeof engine);
    }
    pthread_mutex_unlock(&lock);
}

void bridge_retire(void)
{
    pthread_mutex_lock(&lock);
    if (engine.version != 0) {
        if (watch_enter(WATCH_LONG)) {
            engine.clear();
            watch_leave();
        }
        watchdog_stop();
    }
    pthread_mutex_unlock(&lock);
}
