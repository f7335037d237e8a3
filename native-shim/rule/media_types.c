#include "rule/media_types.h"

#include <string.h>
#include <strings.h>

#define NAME_MOST 127

/* What a type, or a subtype, may be called (RFC 6838, 4.2). */
static bool is_name(const char *at, size_t size)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&-^_.+";
    return size > 0 && size <= NAME_MOST && strspn(at, signs) >= size;
}

static bool is_type(const char *at, size_t size)
{
    const char *slash = (const char *)memchr(at, '/', size);
    return slash && is_name(at, (size_t)(slash - at)) && is_name(slash + 1, size - 1 - (size_t)(slash - at));
}

const char *media_types_read(struct text_list *types, const char *value)
{
    for (const char *at = value;; at++) {
        size_t size = strcspn(at, ",");
        if (!is_type(at, size)) {
            return "a list like video/mp4,audio/mp4 is expected";
        }
        if (!text_list_add(types, at, size)) {
            return OUT_OF_MEMORY;
        }
        at += size;
        if (*at == '\0') {
            return NULL;
        }
    }
}

/* The size of the type without its parameters, and without blanks behind it. */
static size_t bare_size(const char *value, int64_t size)
{
    const char *parameters = (const char *)memchr(value, ';', (size_t)size);
    size_t bare = parameters ? (size_t)(parameters - value) : (size_t)size;
    while (bare > 0 && (value[bare - 1] == ' ' || value[bare - 1] == '\t')) {
        bare--;
    }
    return bare;
}

bool media_types_have(const struct text_list *types, const char *value, int64_t size)
{
    size_t bare = value ? bare_size(value, size) : 0;
    bool has = types->size == 0;
    for (int i = 0; i < types->size && !has; i++) {
        has = strlen(types->items[i]) == bare && strncasecmp(types->items[i], value, bare) == 0;
    }
    return has;
}
