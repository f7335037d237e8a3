/*
 * fuzz.h - what fuzz_<name>.c has in common: each tries one parser with any bytes.
 */
#ifndef TSMP4_FUZZ_H
#define TSMP4_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Called by the fuzzer, or by fuzz_replay.c; a finding aborts. */
#ifdef __cplusplus
extern "C"
#endif
    int
    LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                    \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* Bytes on the heap with nothing behind them, so that the sanitizer sees a read past their end. To be freed. */
static inline char *fuzz_bytes(const uint8_t *data, size_t size)
{
    char *bytes = (char *)calloc(size ? size : 1, 1);
    HOLDS(bytes);
    if (size > 0) {
        memcpy(bytes, data, size);
    }
    return bytes;
}

/* The same, terminated; a zero in it ends it sooner. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = (char *)malloc(size + 1);
    HOLDS(text);
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    return text;
}

/* How long the line is that the input begins with; *rest is behind its end. */
static inline size_t fuzz_line(const uint8_t *data, size_t size, size_t *rest)
{
    const uint8_t *end = size > 0 ? (const uint8_t *)memchr(data, '\n', size) : NULL;
    size_t line = end ? (size_t)(end - data) : size;
    *rest = end ? line + 1 : size;
    return line;
}

#endif
