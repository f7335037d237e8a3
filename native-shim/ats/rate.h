/*
 * rate.h - how many lines an operator gets. Pure: the clock is an argument.
 */
#ifndef TSMP4_ATS_RATE_H
#define TSMP4_ATS_RATE_H

#include <stdbool.h>
#include <stdint.h>

/* All zeros is a fresh one. Not thread safe. */
struct rate {
    int64_t window; /* number of the current window; 0 before the first line */
    int64_t passed;
    int64_t suppressed;
};

#define RATE_WINDOW_SECONDS 10
#define RATE_LINES 20

/* Whether a line may pass now; if so, suppressed is the number of lines held back since the last one that passed. */
bool rate_pass(struct rate *rate, int64_t now_seconds, int64_t *suppressed);

#endif
