package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;

/**
 * What the engine did since it started, for a {@code struct tsmp4_counters}.
 *
 * @param hits seeks whose index was there
 * @param misses seeks whose index was not
 * @param evictions indexes forgotten for others
 * @param indexes in memory now
 * @param scattered files for which most of a cut was useless
 * @param repaired indexes of files in which something was put right
 */
record Counters(long hits, long misses, long evictions, long indexes, long scattered, long repaired) {
    private static final int INDEX_HITS = CountersStruct.at("index_hits");
    private static final int INDEX_MISSES = CountersStruct.at("index_misses");
    private static final int INDEX_EVICTIONS = CountersStruct.at("index_evictions");
    private static final int INDEXES = CountersStruct.at("indexes");
    private static final int BUDGET_USED = CountersStruct.at("budget_used");
    private static final int PARSE_FAILURES = CountersStruct.at("parse_failures");
    private static final int CALLS = CountersStruct.at("calls");
    private static final int CALL_NANOSECONDS = CountersStruct.at("call_nanoseconds");
    private static final int SCATTERED = CountersStruct.at("scattered");
    private static final int REPAIRED = CountersStruct.at("repaired");

    void write(Pointer at, long budgetUsed, long parseFailures, long calls, long callNanos) {
        at.setLong(INDEX_HITS, hits);
        at.setLong(INDEX_MISSES, misses);
        at.setLong(INDEX_EVICTIONS, evictions);
        at.setLong(INDEXES, indexes);
        at.setLong(BUDGET_USED, budgetUsed);
        at.setLong(PARSE_FAILURES, parseFailures);
        at.setLong(CALLS, calls);
        at.setLong(CALL_NANOSECONDS, callNanos);
        at.setLong(SCATTERED, scattered);
        at.setLong(REPAIRED, repaired);
    }
}
