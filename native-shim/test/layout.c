/* Prints the size of each structure of the contract and the place of each field, for the test of the Java side. */
#include <stddef.h>
#include <stdio.h>

#include "engine.h"

#define SIZE(type) printf("%s %zu\n", #type, sizeof(struct type))
#define FIELD(type, field) printf("%s.%s %zu\n", #type, #field, offsetof(struct type, field))

int main(void)
{
    SIZE(tsmp4_text);
    FIELD(tsmp4_text, bytes);
    FIELD(tsmp4_text, size);
    SIZE(tsmp4_request);
    FIELD(tsmp4_request, start);
    FIELD(tsmp4_request, end);
    FIELD(tsmp4_request, range);
    FIELD(tsmp4_request, if_range);
    FIELD(tsmp4_request, if_match);
    FIELD(tsmp4_request, if_none_match);
    FIELD(tsmp4_request, moov_max);
    FIELD(tsmp4_request, index_budget);
    FIELD(tsmp4_request, is_head);
    FIELD(tsmp4_request, exact);
    FIELD(tsmp4_request, loose_time);
    FIELD(tsmp4_request, reserved);
    SIZE(tsmp4_source);
    FIELD(tsmp4_source, url);
    FIELD(tsmp4_source, etag);
    FIELD(tsmp4_source, last_modified);
    FIELD(tsmp4_source, date);
    FIELD(tsmp4_source, size);
    FIELD(tsmp4_source, use);
    FIELD(tsmp4_source, reserved);
    SIZE(tsmp4_need);
    FIELD(tsmp4_need, position);
    FIELD(tsmp4_need, size);
    FIELD(tsmp4_need, ahead);
    SIZE(tsmp4_piece);
    FIELD(tsmp4_piece, begin);
    FIELD(tsmp4_piece, end);
    FIELD(tsmp4_piece, source);
    SIZE(tsmp4_cut);
    FIELD(tsmp4_cut, length);
    FIELD(tsmp4_cut, begin);
    FIELD(tsmp4_cut, end);
    FIELD(tsmp4_cut, source_begin);
    FIELD(tsmp4_cut, source_end);
    FIELD(tsmp4_cut, time_begin);
    FIELD(tsmp4_cut, time_end);
    FIELD(tsmp4_cut, duration);
    FIELD(tsmp4_cut, status);
    FIELD(tsmp4_cut, is_exact);
    FIELD(tsmp4_cut, pieces);
    FIELD(tsmp4_cut, content_range);
    FIELD(tsmp4_cut, etag);
    SIZE(tsmp4_decline);
    FIELD(tsmp4_decline, cause);
    FIELD(tsmp4_decline, reserved);
    FIELD(tsmp4_decline, reason);
    SIZE(tsmp4_answer);
    FIELD(tsmp4_answer, seek);
    FIELD(tsmp4_answer, moov_size);
    FIELD(tsmp4_answer, need);
    FIELD(tsmp4_answer, cut);
    FIELD(tsmp4_answer, decline);
    SIZE(tsmp4_room);
    FIELD(tsmp4_room, bytes);
    FIELD(tsmp4_room, size);
    SIZE(tsmp4_counters);
    FIELD(tsmp4_counters, index_hits);
    FIELD(tsmp4_counters, index_misses);
    FIELD(tsmp4_counters, index_evictions);
    FIELD(tsmp4_counters, indexes);
    FIELD(tsmp4_counters, budget_used);
    FIELD(tsmp4_counters, parse_failures);
    FIELD(tsmp4_counters, calls);
    FIELD(tsmp4_counters, call_nanoseconds);
    FIELD(tsmp4_counters, scattered);
    FIELD(tsmp4_counters, repaired);
    SIZE(tsmp4_engine);
    FIELD(tsmp4_engine, version);
    FIELD(tsmp4_engine, reserved);
    FIELD(tsmp4_engine, open);
    FIELD(tsmp4_engine, find);
    FIELD(tsmp4_engine, collect);
    FIELD(tsmp4_engine, plan);
    FIELD(tsmp4_engine, piece);
    FIELD(tsmp4_engine, render);
    FIELD(tsmp4_engine, close);
    FIELD(tsmp4_engine, clear);
    FIELD(tsmp4_engine, count);
    FIELD(tsmp4_engine, about);
    SIZE(tsmp4_host);
    FIELD(tsmp4_host, version);
    FIELD(tsmp4_host, reserved);
    FIELD(tsmp4_host, log);
    printf("TSMP4_ENGINE_VERSION %d\n", TSMP4_ENGINE_VERSION);
    printf("TSMP4_USE_STREAM %d\n", TSMP4_USE_STREAM);
    printf("TSMP4_USE_SEEKABLE %d\n", TSMP4_USE_SEEKABLE);
    printf("TSMP4_USE_AHEAD %d\n", TSMP4_USE_AHEAD);
    printf("TSMP4_CAUSE_ENGINE %d\n", TSMP4_CAUSE_ENGINE);
    printf("TSMP4_CAUSE_FILE %d\n", TSMP4_CAUSE_FILE);
    printf("TSMP4_CAUSE_MEMORY %d\n", TSMP4_CAUSE_MEMORY);
    printf("TSMP4_NOTE %d\n", TSMP4_NOTE);
    printf("TSMP4_WARNING %d\n", TSMP4_WARNING);
    printf("TSMP4_ERROR %d\n", TSMP4_ERROR);
    printf("TSMP4_DECLINED %d\n", TSMP4_DECLINED);
    printf("TSMP4_OK %d\n", TSMP4_OK);
    printf("TSMP4_MORE %d\n", TSMP4_MORE);
    printf("TSMP4_BAD_REQUEST %d\n", TSMP4_BAD_REQUEST);
    printf("TSMP4_WHOLE %d\n", TSMP4_WHOLE);
    printf("TSMP4_BUSY %d\n", TSMP4_BUSY);
    return 0;
}
