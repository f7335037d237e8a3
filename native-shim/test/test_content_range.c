#include "ats/content_range.h"
#include "check.h"

#include <stdlib.h>

static bool reads(const char *text, struct content_range *range)
{
    /* On the heap and not terminated: the sanitizer sees a read past the end. */
    size_t size = strlen(text);
    char *copy = (char *)malloc(size ? size : 1);
    memcpy(copy, text, size);
    bool is_read = content_range_read(range, copy, (int64_t)size);
    free(copy);
    return is_read;
}

int main(void)
{
    struct content_range range;
    CHECK(reads("bytes 0-99/1000", &range) && range.begin == 0 && range.end == 100 && range.size == 1000);
    CHECK(reads("BYTES 999-999/1000", &range) && range.begin == 999 && range.end == 1000);
    CHECK(reads("bytes 5000000000-5000000009/9000000000", &range) && range.end == INT64_C(5000000010));
    static const char *const bad[] = {
        "",
        "bytes",
        "bytes ",
        "bytes -",
        "bytes 0",
        "bytes 0-",
        "bytes 0-99",
        "bytes 0-99/",
        "bytes 0-99/*",
        "bytes */1000",
        "bytes 5-4/10",
        "bytes 0-10/10",
        "bytes -1-4/10",
        "bytes 0-4/10 ",
        "bytes 0-4/10x",
        "bytes  0-4/10",
        "seconds 0-4/10",
        "bytes 0-99999999999999999999/10",
        "bytes 0-9223372036854775807/9223372036854775807",
        "bytes=0-4/10",
        "bytes 0 -4/10",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (reads(bad[i], &range)) {
            fprintf(stderr, "taken: \"%s\"\n", bad[i]);
            checks_failed++;
        }
    }
    CHECK(!content_range_read(&range, NULL, 0));
    return checks_failed != 0;
}
