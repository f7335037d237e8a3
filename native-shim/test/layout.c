/* Prints the size of each structure of the contract and the place of each field, for the test of the Java side. */
#include <stddef.h>
#include <stdio.h>

#include "engine.h"

#define SIZE(type) printf("%s %zu\n", #type, sizeof(struct type))
#define FIELD(type, field) printf("%s.%s %zu\n", #type, #field, offsetof(struct type, field))

int main(void)
{
    SIZE(tsmp4_request);
    FIELD(tsmp4_request, start);
    FIELD(tsmp4_request, start_size);
    FIELD(tsmp4_request, end);
    FIELD(tsmp4_request, end_size);
    FIELD(tsmp4_request, moov_max);
    SIZE(tsmp4_answer);
    FIELD(tsmp4_answer, seek);
    FIELD(tsmp4_answer, length);
    FIELD(tsmp4_answer, source_begin);
    FIELD(tsmp4_answer, source_end);
    FIELD(tsmp4_answer, moov_size);
    FIELD(tsmp4_answer, reason);
    SIZE(tsmp4_piece);
    FIELD(tsmp4_piece, begin);
    FIELD(tsmp4_piece, end);
    FIELD(tsmp4_piece, source);
    SIZE(tsmp4_engine);
    FIELD(tsmp4_engine, version);
    FIELD(tsmp4_engine, reserved);
    FIELD(tsmp4_engine, open);
    FIELD(tsmp4_engine, collect);
    FIELD(tsmp4_engine, plan);
    FIELD(tsmp4_engine, piece);
    FIELD(tsmp4_engine, render);
    FIELD(tsmp4_engine, close);
    SIZE(tsmp4_host);
    FIELD(tsmp4_host, version);
    FIELD(tsmp4_host, reserved);
    FIELD(tsmp4_host, log);
    printf("TSMP4_ENGINE_VERSION %d\n", TSMP4_ENGINE_VERSION);
    printf("TSMP4_DECLINED %d\n", TSMP4_DECLINED);
    printf("TSMP4_OK %d\n", TSMP4_OK);
    printf("TSMP4_MORE %d\n", TSMP4_MORE);
    printf("TSMP4_BAD_REQUEST %d\n", TSMP4_BAD_REQUEST);
    printf("TSMP4_WHOLE %d\n", TSMP4_WHOLE);
    return 0;
}
