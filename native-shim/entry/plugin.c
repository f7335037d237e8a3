/*
 * plugin.c - what Traffic Server calls: the rules of remap.config, and each request of a rule.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#elif defined(__FreeBSD__)
#include <pthread_np.h>
#endif

#include "ats/ats.h"
#include "ats/report.h"
#include "engine/bridge.h"
#include "engine/trial.h"
#include "entry/remap.h"
#include "rule/rule.h"
#include "source/cache_write.h"
#include "source/neighbours.h"
#include "source/own_request.h"

#ifdef __cplusplus
static_assert(sizeof(void *) == 8, "a moov and a file offset need 64 bits");
#else
_Static_assert(sizeof(void *) == 8, "a moov and a file offset need 64 bits");
#endif

/* Traffic Server reads remap.config on its main thread at start and on a task thread at a reload. */
static bool is_starting(void)
{
#ifdef __linux__
    return syscall(SYS_gettid) == (long)getpid();
#elif defined(__FreeBSD__)
    return pthread_main_np() == 1;
#else
#error "how does this system tell the main thread?"
#endif
}

static bool is_refused(const struct options *options)
{
    switch (options->if_unavailable) {
    case WHEN_UNAVAILABLE_REFUSE:
        return true;
    case WHEN_UNAVAILABLE_PASS:
        return false;
    case WHEN_UNAVAILABLE_DEFAULT:
        break;
    }
    return !is_starting();
}

/*
 * The rules that use this copy of the plugin, in the remap.config that was loaded last. Traffic Server loads one at a
 * time.
 */
static struct {
    int rules;
    int64_t index_budget; /* the largest, in bytes */
    char engine[TSMP4_ABOUT_SIZE];
} loaded = {0, 0, "no engine"};

static void loaded_add(const struct rule *rule)
{
    int64_t budget = rule->options.index_budget;
    loaded.rules++;
    loaded.index_budget = budget > loaded.index_budget ? budget : loaded.index_budget;
    if (rule->engine) {
        snprintf(loaded.engine, sizeof loaded.engine, "%s", rule->engine->about);
    }
}

static void loaded_report(void)
{
    char line[TSMP4_ABOUT_SIZE + 128];
    snprintf(line, sizeof line, "version " TSMP4_VERSION ", %d rule%s; %s; --index-budget %lld MB", loaded.rules,
             loaded.rules == 1 ? "" : "s", loaded.engine, (long long)(loaded.index_budget >> 20));
    report_line(TSMP4_NOTE, line);
}

#ifdef __cplusplus
extern "C" {
#endif

TSMP4_EXPORT TSReturnCode TSRemapInit(TSRemapInterface *api, char *error, int error_size)
{
    if (!api || api->size < sizeof(TSRemapInterface) || api->tsremap_version < TSREMAP_VERSION) {
        snprintf(error, (size_t)error_size, "[" TSMP4_TAG "] built for a newer remap interface");
        return TS_ERROR;
    }
    report_open();
    own_request_open();
    neighbours_open();
    return TS_SUCCESS;
}

/* arguments: the rule's two URLs, then its @pparam values. */
TSMP4_EXPORT TSReturnCode TSRemapNewInstance(int count, char *arguments[], void **instance, char *error, int error_size)
{
    char why[1024];
    struct rule *rule = (struct rule *)calloc(1, sizeof *rule);
    if (!rule) {
        snprintf(error, (size_t)error_size, "[" TSMP4_TAG "] out of memory");
        return TS_ERROR;
    }
    if (!options_read(&rule->options, count - 2, (const char *const *)(arguments + 2), why, sizeof why)) {
        snprintf(error, (size_t)error_size, "[" TSMP4_TAG "] %s", why);
        free(rule);
        return TS_ERROR;
    }
    rule->engine = bridge_engine(&rule->options, why, sizeof why);
    if (!rule->engine && is_refused(&rule->options)) {
        snprintf(error, (size_t)error_size, "[" TSMP4_TAG "] %s", why);
        options_free(&rule->options);
        free(rule);
        return TS_ERROR;
    }
    if (rule->engine) {
        report_rule(1);
    } else {
        char line[1200];
        snprintf(line, sizeof line, "files are served whole for %s: %s", arguments[0], why);
        report_line(TSMP4_ERROR, line);
    }
    loaded_add(rule);
    rule->writes = cache_write_watch();
    *instance = rule;
    return TS_SUCCESS;
}

TSMP4_EXPORT void TSRemapDeleteInstance(void *instance)
{
    struct rule *rule = (struct rule *)instance;
    if (rule->engine) {
        bridge_release();
        report_rule(-1);
    }
    TSContDestroy(rule->writes);
    options_free(&rule->options);
    free(rule);
}

/* What was wrong with the engine may have been mended since. */
TSMP4_EXPORT void TSRemapPreConfigReload(void)
{
    trial_forget();
    loaded.rules = 0;
    loaded.index_budget = 0;
    snprintf(loaded.engine, sizeof loaded.engine, "no engine");
}

/*
 * Called at the start, too. A copy that no rule uses any more keeps no indexes; the copy that replaces it has its own.
 */
TSMP4_EXPORT void TSRemapPostConfigReload(TSRemapReloadStatus status)
{
    if (status == TSREMAP_CONFIG_RELOAD_SUCCESS_PLUGIN_USED) {
        loaded_report();
    }
    if (status == TSREMAP_CONFIG_RELOAD_SUCCESS_PLUGIN_UNUSED) {
        bridge_retire();
    }
}

TSMP4_EXPORT TSRemapStatus TSRemapDoRemap(void *instance, TSHttpTxn txn, TSRemapRequestInfo *request)
{
    remap_request((const struct rule *)instance, txn, request);
    return TSREMAP_NO_REMAP;
}

#ifdef __cplusplus
}
#endif
