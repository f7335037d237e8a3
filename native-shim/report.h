/*
 * report.h - what the operator sees: lines in diags.log and metrics.
 */
#ifndef TSMP4_REPORT_H
#define TSMP4_REPORT_H

#include "ats.h"
#include "engine.h"

#ifdef __cplusplus
extern "C" {
#endif

enum metric {
    METRIC_ENGINE_UP,   /* 1 while there is an engine, else 0 */
    METRIC_SEEKS,       /* seeks under way now */
    METRIC_CUTS,        /* seeks answered with a cut */
    METRIC_UNTOUCHED,   /* seeks answered with the whole file, for a reason that is in the log; these are parts of it: */
    METRIC_UNTOUCHED_ENGINE,
    METRIC_UNTOUCHED_FILE,
    METRIC_UNTOUCHED_MEMORY,
    METRIC_UNTOUCHED_ENCODED,
    METRIC_BAD_REQUEST, /* seeks answered with 400 */
    METRIC_PREAD,       /* cuts for which the cache read only what they need */
    METRIC_STREAMED,    /* cuts for which the file was read from its first byte on */
    METRIC_ORIGIN_RANGE, /* cuts for which the origin was asked only for what they need */
    METRIC_SKIPPED,     /* bytes of files that were in the cache and did not have to be read for a cut */
    METRIC_FETCHES,     /* internal requests for parts of a file */
    METRIC_FILLS,       /* files read to their end for the cache because a client left */
    METRIC_INDEX_HITS,  /* these: see struct tsmp4_counters */
    METRIC_INDEX_MISSES,
    METRIC_INDEX_EVICTIONS,
    METRIC_INDEXES,
    METRIC_INDEX_BYTES,
    METRIC_PARSE_FAILURES,
    METRIC_CALLS,
    METRIC_CALL_MICROSECONDS,
    METRIC_SCATTERED,
    METRIC_COUNT
};

/* Makes the metrics; those an earlier copy of the plugin made are used on. */
void report_open(void);

/* One line in diags.log, cleaned of control characters; the rate of all such lines together is limited. */
void report_line(const char *line);

/* One line about one request: its URL without the query, then text. txn may be NULL. */
void report_request(TSHttpTxn txn, const char *text);

void report_add(enum metric metric, int64_t amount);

/* Takes over what the engine has counted, once a second at most. */
void report_counters(const struct tsmp4_engine *engine);

void report_engine_up(bool up);

#ifdef __cplusplus
}
#endif
#endif
