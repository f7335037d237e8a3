#include "ats/rate.h"

bool rate_pass(struct rate *rate, int64_t now_seconds, int64_t *suppressed)
{
    int64_t window = now_seconds / RATE_WINDOW_SECONDS + 1;
    if (window != rate->window) {
        rate->window = window;
        rate->passed = 0;
    }
    if (rate->passed == RATE_LINES) {
        rate->suppressed++;
        return false;
    }
    rate->passed++;
    *suppressed = rate->suppressed;
    rate->suppressed = 0;
    return true;
}
