#include "rule/query.h"

#include <string.h>

static int64_t argument_size(const char *at, const char *limit)
{
    const char *mark = at < limit ? (const char *)memchr(at, '&', (size_t)(limit - at)) : NULL;
    return (mark ? mark : limit) - at;
}

/* Whether the argument has this name. One without '=' has an empty value. */
static bool is_named(const char *at, int64_t size, const char *name, struct query_value *value)
{
    int64_t name_size = (int64_t)strlen(name);
    if (size < name_size || memcmp(at, name, (size_t)name_size) != 0) {
        return false;
    }
    if (size > name_size && at[name_size] != '=') {
        return false;
    }
    value->text = size > name_size ? at + name_size + 1 : at + size;
    value->size = size > name_size ? size - name_size - 1 : 0;
    return true;
}

/* Where the value of a seek argument goes; NULL = the argument is another's. */
static struct query_value *place_of(const char *at, int64_t size, const struct query_names *names,
                                    struct query_seek *seek, struct query_value *value)
{
    if (is_named(at, size, names->start, value)) {
        return &seek->start;
    }
    if (is_named(at, size, names->end, value)) {
        return &seek->end;
    }
    return names->exact && is_named(at, size, names->exact, value) ? &seek->exact : NULL;
}

bool query_find(const char *query, int64_t size, const struct query_names *names, struct query_seek *found)
{
    memset(found, 0, sizeof *found);
    const char *limit = query + size;
    for (const char *at = query; at < limit;) {
        int64_t part = argument_size(at, limit);
        struct query_value value;
        struct query_value *place = place_of(at, part, names, found, &value);
        if (place && !place->text) {
            *place = value;
        }
        at += part + 1;
    }
    return found->start.text || found->end.text || found->exact.text;
}

int64_t query_strip(const char *query, int64_t size, const struct query_names *names, char *into)
{
    const char *limit = query + size;
    char *out = into;
    bool first = true;
    /* at == limit is the empty argument after a final '&'. */
    for (const char *at = query; at <= limit;) {
        int64_t part = argument_size(at, limit);
        struct query_value value;
        struct query_seek seek;
        if (!place_of(at, part, names, &seek, &value)) {
            if (!first) {
                *out++ = '&';
            }
            memcpy(out, at, (size_t)part);
            out += part;
            first = false;
        }
        at += part + 1;
    }
    return out - into;
}

/* How many digits there are at at; sets *some where one is not 0. */
static int64_t digits(const char *at, const char *limit, bool *some)
{
    const char *begin = at;
    for (; at < limit && *at >= '0' && *at <= '9'; at++) {
        *some = *some || *at != '0';
    }
    return at - begin;
}

bool query_is_time(const struct query_value *value)
{
    if (!value->text) {
        return false;
    }
    bool some = false;
    const char *limit = value->text + value->size;
    int64_t whole = digits(value->text, limit, &some);
    const char *at = value->text + whole;
    if (whole < 1 || whole > 9) {
        return false;
    }
    if (at < limit) {
        int64_t part = *at == '.' ? digits(at + 1, limit, &some) : 0;
        if (part < 1 || part > 9 || at + 1 + part != limit) {
            return false;
        }
    }
    return some;
}

bool query_flag(const struct query_value *value, bool otherwise)
{
    bool is_digit = value->text && value->size == 1 && (value->text[0] == '0' || value->text[0] == '1');
    return is_digit ? value->text[0] == '1' : otherwise;
}
