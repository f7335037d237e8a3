#include "partial.h"

#include <string.h>
#include <strings.h>

#include "headers.h"

/* RFC 9110, 8.8.2.2: an origin's clock and its file system's may differ by so much. */
#define OLD_ENOUGH_SECONDS 60

/* The digits at *at, which moves past them; -1 = there are none, or too many. */
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

/* "bytes 0-99/1000" (RFC 9110, 14.4) */
static bool read_range(struct partial *part, struct tsmp4_text field)
{
    static const char unit[] = "bytes ";
    const int64_t unit_size = (int64_t)sizeof unit - 1;
    if (!field.bytes || field.size < unit_size || strncasecmp(field.bytes, unit, (size_t)unit_size) != 0) {
        return false;
    }
    const char *at = field.bytes + unit_size;
    const char *end = field.bytes + field.size;
    part->begin = number(&at, end);
    if (!skip(&at, end, '-')) {
        return false;
    }
    part->end = number(&at, end) + 1;
    if (!skip(&at, end, '/')) {
        return false;
    }
    part->size = number(&at, end);
    return at == end && part->begin >= 0 && part->end > part->begin && part->size >= part->end;
}

bool partial_read(struct partial *part, TSMBuffer buffer, TSMLoc header)
{
    if (TSHttpHdrStatusGet(buffer, header) != TS_HTTP_STATUS_PARTIAL_CONTENT || !header_is_identity(buffer, header) ||
        !read_range(part, header_text(buffer, header, "Content-Range"))) {
        return false;
    }
    int64_t length = header_length(buffer, header);
    return length < 0 || length == part->end - part->begin;
}

static bool is_same_field(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, const char *name)
{
    struct tsmp4_text a = header_text(one, one_header, name);
    struct tsmp4_text b = header_text(other, other_header, name);
    return a.size == b.size && (a.bytes != NULL) == (b.bytes != NULL) &&
           (a.size == 0 || memcmp(a.bytes, b.bytes, (size_t)a.size) == 0);
}

bool partial_is_same_file(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, bool same_copy)
{
    return is_same_field(one, one_header, other, other_header, "ETag") &&
           is_same_field(one, one_header, other, other_header, "Last-Modified") &&
           (!same_copy || is_same_field(one, one_header, other, other_header, "Date"));
}

static bool is_old_enough(TSMBuffer buffer, TSMLoc header)
{
    int64_t modified = header_date(buffer, header, "Last-Modified");
    int64_t now = header_date(buffer, header, "Date");
    return modified > 0 && now >= modified && now - modified >= OLD_ENOUGH_SECONDS;
}

/* RFC 9110, 8.8.3. The engine takes no other for one either, and would know the file by its dates. */
static bool is_strong_tag(struct tsmp4_text tag)
{
    if (tag.size < 2 || tag.bytes[0] != '"' || tag.bytes[tag.size - 1] != '"') {
        return false;
    }
    for (int64_t i = 1; i < tag.size - 1; i++) {
        unsigned char c = (unsigned char)tag.bytes[i];
        if (c <= ' ' || c == '"' || c == 0x7f) {
            return false;
        }
    }
    return true;
}

struct tsmp4_text partial_strong_validator(TSMBuffer buffer, TSMLoc header)
{
    static const struct tsmp4_text none = {NULL, 0};
    struct tsmp4_text tag = header_text(buffer, header, "ETag");
    if (is_strong_tag(tag)) {
        return tag;
    }
    return is_old_enough(buffer, header) ? header_text(buffer, header, "Last-Modified") : none;
}
