#include "ats/rate.h"
#include "check.h"

int main(void)
{
    struct rate rate = {0, 0, 0};
    int64_t suppressed = -1;
    for (int i = 0; i < RATE_LINES; i++) {
        CHECK(rate_pass(&rate, 5, &suppressed));
        CHECK(suppressed == 0);
    }
    CHECK(!rate_pass(&rate, 5, &suppressed));
    CHECK(!rate_pass(&rate, 9, &suppressed));
    CHECK(rate_pass(&rate, 10, &suppressed));
    CHECK(suppressed == 2);
    CHECK(rate_pass(&rate, 10, &suppressed));
    CHECK(suppressed == 0);
    CHECK(rate_pass(&rate, 0, &suppressed));
    return checks_failed != 0;
}
