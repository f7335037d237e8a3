#include "ats/content_range.h"

#include <strings.h>

/* The number at *at, which moves past it; -1 = there is none, or it leaves 63 bits. */
static int64_t number(const char **at, const char *end)
{
    int64_t value = 0;
    const char *begin = *at;
    for (; *at < end && **at >= '0' && **at <= '9'; ++*at) {
        if (value > (INT64_MAX - 9) / 10) {
            return -1;
        }
        value = value * 10 + (**at - '0');
    }
    return *at > begin ? value : -1;
}

static bool skip(const char **at, const char *end, char c)
{
    if (*at == end || **at != c) {
        return false;
    }
    ++*at;
    return true;
}

bool content_range_read(struct content_range *range, const char *text, int64_t text_size)
{
    static const char unit[] = "bytes ";
    const int64_t unit_size = (int64_t)sizeof unit - 1;
    if (!text || text_size < unit_size || strncasecmp(text, unit, (size_t)unit_size) != 0) {
        return false;
    }
    const char *at = text + unit_size;
    const char *end = text + text_size;
    range->begin = number(&at, end);
    if (!skip(&at, end, '-')) {
        return false;
    }
    range->end = number(&at, end) + 1;
    if (!skip(&at, end, '/')) {
        return false;
    }
    range->size = number(&at, end);
    return at == end && range->begin >= 0 && range->end > range->begin && range->size >= range->end;
}
