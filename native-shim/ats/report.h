/*
 * report.h - what the operator sees: lines in diags.log and metrics.
 */
#ifndef TSMP4_ATS_REPORT_H
#define TSMP4_ATS_REPORT_H

#include "ats/ats.h"
#include "engine.h"

/* clang-format off */
/* name in the code, name for operators (plugin.tsmp4java.<name>) */
#define REPORT_METRICS(METRIC)                                                                                         \
    METRIC(ENGINE_UP, engine_up)                 /* 1 while a rule has an engine, else 0 */                             \
    METRIC(ENGINE_STALLED, engine_stalled)       /* 1 while an engine does not come back, or is slow */                \
    METRIC(SEEKS, seeks)                         /* seeks under way now */                                             \
    METRIC(CUTS, cuts)                           /* seeks answered with a cut */                                       \
    METRIC(UNTOUCHED, untouched)                 /* seeks answered with the whole file: see report_untouched */        \
    METRIC(UNTOUCHED_ENGINE, untouched_engine)   /* this and the next seven: those with this reason */                 \
    METRIC(UNTOUCHED_FILE, untouched_file)                                                                             \
    METRIC(UNTOUCHED_MEMORY, untouched_memory)                                                                         \
    METRIC(UNTOUCHED_STALLED, untouched_stalled)                                                                       \
    METRIC(UNTOUCHED_ENCODED, untouched_encoded)                                                                       \
    METRIC(UNTOUCHED_PARTS, untouched_parts)                                                                           \
    METRIC(UNTOUCHED_HEADER, untouched_header)                                                                         \
    METRIC(UNTOUCHED_TYPE, untouched_type)                                                                             \
    METRIC(BAD_REQUEST, bad_request)             /* seeks answered with 400 */                                         \
    METRIC(PREAD, pread)                         /* cuts for which the cache read only what they need */               \
    METRIC(STREAMED, streamed)                   /* cuts for which the file was read from its first byte on */         \
    METRIC(ORIGIN_RANGE, origin_range)           /* cuts for which the origin was asked only for what they need */     \
    METRIC(SKIPPED, bytes_skipped)               /* bytes of cached files that did not have to be read for a cut */    \
    METRIC(FETCHES, fetches)                     /* internal requests for parts of a file */                           \
    METRIC(FILLS, fills)                         /* internal requests for whole files, for the cache */                \
    METRIC(FILLS_REFUSED, fills_refused)         /* fills not made, or ended: the file cannot be stored */             \
    METRIC(IMPOSSIBLE_CHANGES, impossible_changes) /* refused changes of a seek's state: faults of the shim */         \
    METRIC(INDEX_HITS, index_hits)               /* this and the rest: see struct tsmp4_counters */                    \
    METRIC(INDEX_MISSES, index_misses)                                                                                 \
    METRIC(INDEX_EVICTIONS, index_evictions)                                                                           \
    METRIC(INDEXES, indexes)                                                                                           \
    METRIC(INDEX_BYTES, index_bytes)                                                                                   \
    METRIC(PARSE_FAILURES, parse_failures)                                                                             \
    METRIC(CALLS, calls)                                                                                               \
    METRIC(CALL_MICROSECONDS, call_microseconds)                                                                       \
    METRIC(SCATTERED, scattered)                                                                                       \
    METRIC(REPAIRED, repaired)

enum metric {
#define REPORT_ENUM(name, text) METRIC_##name,
    REPORT_METRICS(REPORT_ENUM)
#undef REPORT_ENUM
    METRIC_COUNT
};
/* clang-format on */

/* Makes the metrics, and sets them to 0; those that an earlier copy of the plugin made stay in use as they are. */
void report_open(void);

/*
 * One line in diags.log, cleaned of control characters; the rate of all such lines together is limited. level: of enum
 * tsmp4_level.
 */
void report_line(int32_t level, const char *line);

/* Room for the longest URL in a line, with the terminating zero. */
#define REPORT_URL_SIZE 400

/* The URL of a request without its query, which may hold secrets. "" = there is none. */
void report_url(TSHttpTxn txn, char url[REPORT_URL_SIZE]);

/* One line about one request: its URL, then text. txn may be NULL. */
void report_request(int32_t level, TSHttpTxn txn, const char *text);

/* The metric that counts seeks declined for this cause, of enum tsmp4_cause. */
enum metric report_metric_of(int32_t cause);

/*
 * A seek is answered with the whole file: counts it, and writes a line with the reason. There is no line if the engine
 * does not answer, because watchdog.c writes one for all seeks. Nor is there one if the file is not media: then nothing
 * is wrong.
 */
void report_untouched(TSHttpTxn txn, enum metric metric, const char *reason);

void report_add(enum metric metric, int64_t amount);

/* Whether it is time to report what the engine has counted: once a second. */
bool report_is_due(void);

void report_counters(const struct tsmp4_counters *counters);

/* Whether an engine does not come back from a call, or is slow again and again. */
void report_stalled(bool is_stalled);

/* A rule that has an engine came (1) or went (-1). */
void report_rule(int change);

#endif
