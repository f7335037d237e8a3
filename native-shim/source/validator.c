#include "source/validator.h"

#include <string.h>

#include "ats/entity_tag.h"
#include "ats/headers.h"

/* RFC 9110, 8.8.2.2: the clocks of an origin and of its file system may differ by this much. */
#define OLD_ENOUGH_SECONDS 60

static bool is_same_field(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, const char *name)
{
    struct tsmp4_text a = header_text(one, one_header, name);
    struct tsmp4_text b = header_text(other, other_header, name);
    return a.size == b.size && (a.bytes != NULL) == (b.bytes != NULL) &&
           (a.size == 0 || memcmp(a.bytes, b.bytes, (size_t)a.size) == 0);
}

bool validator_is_same(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, enum sameness sameness)
{
    return is_same_field(one, one_header, other, other_header, "ETag") &&
           is_same_field(one, one_header, other, other_header, "Last-Modified") &&
           (sameness == SAME_VERSION || is_same_field(one, one_header, other, other_header, "Date"));
}

static bool is_old_enough(TSMBuffer buffer, TSMLoc header)
{
    int64_t modified = header_date(buffer, header, "Last-Modified");
    int64_t now = header_date(buffer, header, "Date");
    return modified > 0 && now >= modified && now - modified >= OLD_ENOUGH_SECONDS;
}

struct tsmp4_text validator_strong(TSMBuffer buffer, TSMLoc header)
{
    static const struct tsmp4_text none = {NULL, 0};
    struct tsmp4_text tag = header_text(buffer, header, "ETag");
    if (entity_tag_is_strong(tag.bytes, tag.size)) {
        return tag;
    }
    return is_old_enough(buffer, header) ? header_text(buffer, header, "Last-Modified") : none;
}
