#include "fuzz.h"

#include "ats/content_range.h"

/* What was read is what the text says, leading zeros aside. */
static void check(const struct content_range *range, const char *text)
{
    HOLDS(range->begin >= 0 && range->end > range->begin && range->size >= range->end);
    char *at;
    HOLDS(strtoull(text + 6, &at, 10) == (unsigned long long)range->begin && *at == '-');
    HOLDS(strtoull(at + 1, &at, 10) + 1 == (unsigned long long)range->end && *at == '/');
    HOLDS(strtoull(at + 1, &at, 10) == (unsigned long long)range->size && *at == '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct content_range range;
    char *bytes = fuzz_bytes(data, size);
    if (content_range_read(&range, bytes, (int64_t)size)) {
        char *text = fuzz_text(data, size);
        check(&range, text);
        char again[96];
        int length = snprintf(again, sizeof again, "bytes %lld-%lld/%lld", (long long)range.begin,
                              (long long)range.end - 1, (long long)range.size);
        struct content_range same;
        HOLDS(content_range_read(&same, again, length) && same.begin == range.begin && same.end == range.end &&
              same.size == range.size);
        free(text);
    }
    free(bytes);
    return 0;
}
