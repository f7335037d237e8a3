#include "check.h"
#include "rule/size.h"

int main(void)
{
    CHECK(size_read("0", 0, 64) == 0);
    CHECK(size_read("64", 0, 64) == 64);
    CHECK(size_read("65", 0, 64) == -1);
    CHECK(size_read("1K", 1024, 1 << 20) == 1024);
    CHECK(size_read("2k", 1024, 1 << 20) == 2048);
    CHECK(size_read("1m", 1024, 1 << 20) == 1 << 20);
    CHECK(size_read("2M", 1024, 1 << 20) == -1);
    CHECK(size_read("1023", 1024, 1 << 20) == -1);
    CHECK(size_read("", 0, 64) == -1);
    CHECK(size_read("K", 0, 64) == -1);
    CHECK(size_read("-1", 0, 64) == -1);
    CHECK(size_read("1 ", 0, 64) == -1);
    CHECK(size_read("1KB", 0, 1 << 20) == -1);
    CHECK(size_read("99999999999999999999", 0, INT64_C(1) << 40) == -1);
    return checks_failed != 0;
}
