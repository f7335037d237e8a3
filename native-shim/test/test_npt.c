#include <string.h>

#include "answer/npt.h"
#include "check.h"

static int is(int64_t nanoseconds, const char *expected)
{
    char text[NPT_SIZE];
    npt_write(text, nanoseconds);
    return strcmp(text, expected) == 0;
}

int main(void)
{
    CHECK(is(0, "0"));
    CHECK(is(1, "0.000000001"));
    CHECK(is(10, "0.00000001"));
    CHECK(is(999999999, "0.999999999"));
    CHECK(is(INT64_C(1000000000), "1"));
    CHECK(is(INT64_C(9600000000), "9.6"));
    CHECK(is(INT64_C(10000000000), "10"));
    CHECK(is(INT64_C(10427083334), "10.427083334"));
    CHECK(is(INT64_C(3600000000000), "3600"));
    CHECK(is(INT64_MAX, "9223372036.854775807"));
    return checks_failed != 0;
}
