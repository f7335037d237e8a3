#include "fuzz.h"

#include "rule/query.h"

/* The first line chooses, the rest is the query. */
static const struct query_names names[] = {
    {"start", "end", "exact"},
    {"start", "end", NULL},
    {"s", "st", "e"},
    {"t", "a.b", "%"},
};

static bool is_one_of(const char *argument, size_t size, const struct query_names *named)
{
    size_t name = 0;
    while (name < size && argument[name] != '=') {
        name++;
    }
    const char *const all[] = {named->start, named->end, named->exact};
    for (size_t i = 0; i < 3; i++) {
        if (all[i] && strlen(all[i]) == name && memcmp(all[i], argument, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The arguments that are none of the seek's, joined again; a query of none is empty. */
static size_t others(const char *query, size_t size, const struct query_names *named, char *into)
{
    size_t used = 0;
    bool first = true;
    for (size_t at = 0; at <= size;) {
        size_t end = at;
        while (end < size && query[end] != '&') {
            end++;
        }
        if (!is_one_of(query + at, end - at, named)) {
            if (!first) {
                into[used++] = '&';
            }
            for (size_t i = at; i < end; i++) {
                into[used++] = query[i];
            }
            first = false;
        }
        at = end + 1;
    }
    return used;
}

static void check_value(const struct query_value *value, const char *query, size_t size)
{
    HOLDS(value->text ? value->text >= query && value->size >= 0 && value->text + value->size <= query + size
                      : value->size == 0);
    HOLDS(!value->text || value->size == 0 || !memchr(value->text, '&', (size_t)value->size));
    HOLDS(query_flag(value, true) || (value->size == 1 && value->text[0] == '0'));
    HOLDS(!query_flag(value, false) || (value->size == 1 && value->text[0] == '1'));
    if (query_is_time(value)) {
        char *text = fuzz_text((const uint8_t *)value->text, (size_t)value->size);
        char *end;
        HOLDS(strspn(text, "0123456789.") == (size_t)value->size && strtod(text, &end) > 0 && *end == '\0');
        free(text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    const struct query_names *named = &names[data[0] % (sizeof names / sizeof names[0])];
    size--;
    char *query = fuzz_bytes(data + 1, size);
    struct query_seek seek;
    bool found = query_find(query, (int64_t)size, named, &seek);
    HOLDS(found == (seek.start.text || seek.end.text || seek.exact.text));
    check_value(&seek.start, query, size);
    check_value(&seek.end, query, size);
    check_value(&seek.exact, query, size);

    char *stripped = fuzz_bytes(data + 1, size);
    int64_t left = query_strip(query, (int64_t)size, named, stripped);
    char *expected = (char *)malloc(size + 1);
    HOLDS(expected && left >= 0 && (size_t)left == others(query, size, named, expected) &&
          memcmp(stripped, expected, (size_t)left) == 0);
    HOLDS(!query_find(stripped, left, named, &seek));
    free(expected);
    free(stripped);
    free(query);
    return 0;
}
