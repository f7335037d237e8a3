#include "ats/report.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "ats/process.h"
#include "ats/rate.h"

#define LINE_SIZE 1024

static const char *const metric_names[METRIC_COUNT] = {
#define REPORT_NAME(name, text) "plugin." TSMP4_TAG "." #text,
    REPORT_METRICS(REPORT_NAME)
#undef REPORT_NAME
};

static int metric_ids[METRIC_COUNT];
static struct process *process;
static struct rate lines;
static pthread_mutex_t lines_lock = PTHREAD_MUTEX_INITIALIZER;

static void set(enum metric metric, int64_t value)
{
    if (metric_ids[metric] >= 0) {
        TSStatIntSet(metric_ids[metric], value);
    }
}

void report_open(void)
{
    bool is_new = false;
    process = process_get(&is_new);
    for (int i = 0; i < METRIC_COUNT; i++) {
        /* Creating a name again would take a second id of a limited supply. */
        if (TSStatFindName(metric_names[i], &metric_ids[i]) != TS_SUCCESS) {
            metric_ids[i] =
                TSStatCreate(metric_names[i], TS_RECORDDATATYPE_INT, TS_STAT_NON_PERSISTENT, TS_STAT_SYNC_SUM);
        }
        if (is_new) {
            /* Traffic Server's manager keeps what it knew of a process that has died. */
            set((enum metric)i, 0);
        }
    }
}

__attribute__((format(printf, 2, 3))) static void write_line(int32_t level, const char *format, ...)
{
    char text[LINE_SIZE + 64];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    switch (level) {
    case TSMP4_NOTE:
        TSNote("%s", text);
        break;
    case TSMP4_WARNING:
        TSWarning("%s", text);
        break;
    default:
        TSError("%s", text);
        break;
    }
}

void report_line(int32_t level, const char *line)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t suppressed = 0;
    pthread_mutex_lock(&lines_lock);
    bool pass = rate_pass(&lines, now.tv_sec, &suppressed);
    pthread_mutex_unlock(&lines_lock);
    if (!pass) {
        return;
    }
    char clean[LINE_SIZE];
    snprintf(clean, sizeof clean, "%s", line);
    for (char *c = clean; *c; c++) {
        if ((unsigned char)*c < ' ' || *c == 127) {
            *c = '?';
        }
    }
    if (suppressed > 0) {
        write_line(level, "[" TSMP4_TAG "] %s (%lld earlier lines suppressed)", clean, (long long)suppressed);
    } else {
        write_line(level, "[" TSMP4_TAG "] %s", clean);
    }
}

void report_url(TSHttpTxn txn, char url[REPORT_URL_SIZE])
{
    int size = 0;
    char *whole = txn ? TSHttpTxnEffectiveUrlStringGet(txn, &size) : NULL;
    const char *query = whole ? (const char *)memchr(whole, '?', (size_t)size) : NULL;
    snprintf(url, REPORT_URL_SIZE, "%.*s", query ? (int)(query - whole) : size, whole ? whole : "");
    TSfree(whole);
}

void report_request(int32_t level, TSHttpTxn txn, const char *text)
{
    char url[REPORT_URL_SIZE];
    char line[LINE_SIZE];
    report_url(txn, url);
    snprintf(line, sizeof line, "%s: %s", url, text);
    report_line(level, line);
}

void report_add(enum metric metric, int64_t amount)
{
    if (metric_ids[metric] >= 0) {
        TSStatIntIncrement(metric_ids[metric], amount);
    }
}

/* It is ordinary that a file cannot be cut. It is not if a setting keeps it from being cut, or if the engine failed. */
static int32_t level_of(enum metric untouched)
{
    switch (untouched) {
    case METRIC_UNTOUCHED_ENGINE:
        return TSMP4_ERROR;
    case METRIC_UNTOUCHED_MEMORY:
    case METRIC_UNTOUCHED_PARTS:
        return TSMP4_WARNING;
    default:
        return TSMP4_NOTE;
    }
}

void report_untouched(TSHttpTxn txn, enum metric metric, const char *reason)
{
    report_add(METRIC_UNTOUCHED, 1);
    report_add(metric, 1);
    if (metric != METRIC_UNTOUCHED_STALLED && metric != METRIC_UNTOUCHED_TYPE) {
        report_request(level_of(metric), txn, reason);
    }
}

bool report_is_due(void)
{
    static int64_t reported_at;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t last = __atomic_load_n(&reported_at, __ATOMIC_RELAXED);
    return last != now.tv_sec &&
           __atomic_compare_exchange_n(&reported_at, &last, now.tv_sec, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

void report_counters(const struct tsmp4_counters *counters)
{
    set(METRIC_INDEX_HITS, counters->index_hits);
    set(METRIC_INDEX_MISSES, counters->index_misses);
    set(METRIC_INDEX_EVICTIONS, counters->index_evictions);
    set(METRIC_INDEXES, counters->indexes);
    set(METRIC_INDEX_BYTES, counters->budget_used);
    set(METRIC_PARSE_FAILURES, counters->parse_failures);
    set(METRIC_CALLS, counters->calls);
    set(METRIC_CALL_MICROSECONDS, counters->call_nanoseconds / 1000);
    set(METRIC_SCATTERED, counters->scattered);
    set(METRIC_REPAIRED, counters->repaired);
}

void report_stalled(bool is_stalled)
{
    set(METRIC_ENGINE_STALLED, is_stalled ? 1 : 0);
}

enum metric report_metric_of(int32_t cause)
{
    switch (cause) {
    case TSMP4_CAUSE_FILE:
        return METRIC_UNTOUCHED_FILE;
    case TSMP4_CAUSE_MEMORY:
        return METRIC_UNTOUCHED_MEMORY;
    case TSMP4_CAUSE_PARTS:
        return METRIC_UNTOUCHED_PARTS;
    case TSMP4_CAUSE_HEADER:
        return METRIC_UNTOUCHED_HEADER;
    case TSMP4_CAUSE_TYPE:
        return METRIC_UNTOUCHED_TYPE;
    case TSMP4_CAUSE_STALLED:
        return METRIC_UNTOUCHED_STALLED;
    default:
        return METRIC_UNTOUCHED_ENGINE;
    }
}

void report_rule(int change)
{
    int64_t up = process ? __atomic_add_fetch(&process->rules_up, change, __ATOMIC_RELAXED) : change;
    set(METRIC_ENGINE_UP, up > 0 ? 1 : 0);
}
