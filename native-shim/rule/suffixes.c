#include "rule/suffixes.h"

#include <string.h>

#define SUFFIX_MOST 32

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

const char *suffixes_read(struct text_list *suffixes, const char *value)
{
    for (const char *at = value;; at++) {
        size_t size = strcspn(at, ",");
        if (size < 2 || size > SUFFIX_MOST || at[0] != '.' || memchr(at, '/', size)) {
            return "a list like .mp4,.m4v is expected";
        }
        if (!text_list_add(suffixes, at, size)) {
            return OUT_OF_MEMORY;
        }
        for (char *c = suffixes->items[suffixes->size - 1]; *c; c++) {
            *c = lower(*c);
        }
        at += size;
        if (*at == '\0') {
            return NULL;
        }
    }
}

bool suffixes_match(const struct text_list *suffixes, const char *path, int64_t path_size)
{
    for (int i = 0; i < suffixes->size; i++) {
        const char *suffix = suffixes->items[i];
        int64_t size = (int64_t)strlen(suffix);
        int64_t at = 0;
        if (size <= path_size) {
            while (at < size && lower(path[path_size - size + at]) == suffix[at]) {
                at++;
            }
        }
        if (at == size) {
            return true;
        }
    }
    return false;
}
