/*
 * check.h - one line per broken expectation; a test ends with checks_failed.
 */
#ifndef TSMP4_CHECK_H
#define TSMP4_CHECK_H

#include <stdio.h>
#include <string.h>

static int checks_failed;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                    \
            checks_failed++;                                                                                           \
        }                                                                                                              \
    } while (0)

#define CHECK_TEXT(actual, expected)                                                                                   \
    do {                                                                                                               \
        if (strcmp((actual), (expected)) != 0) {                                                                       \
            fprintf(stderr, "%s:%d: got      \"%s\"\n    expected \"%s\"\n", __FILE__, __LINE__, (actual),             \
                    (expected));                                                                                       \
            checks_failed++;                                                                                           \
        }                                                                                                              \
    } while (0)

#endif
