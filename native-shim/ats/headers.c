#include "ats/headers.h"

#include <string.h>
#include <strings.h>

void header_remove(TSMBuffer buffer, TSMLoc header, const char *name)
{
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    while (field) {
        TSMLoc next = TSMimeHdrFieldNextDup(buffer, header, field);
        TSMimeHdrFieldDestroy(buffer, header, field);
        TSHandleMLocRelease(buffer, header, field);
        field = next;
    }
}

void header_set(TSMBuffer buffer, TSMLoc header, const char *name, const char *value, int value_size)
{
    header_remove(buffer, header, name);
    TSMLoc field = TS_NULL_MLOC;
    if (TSMimeHdrFieldCreateNamed(buffer, header, name, (int)strlen(name), &field) != TS_SUCCESS) {
        return;
    }
    TSMimeHdrFieldValueStringSet(buffer, header, field, -1, value, value_size);
    TSMimeHdrFieldAppend(buffer, header, field);
    TSHandleMLocRelease(buffer, header, field);
}

bool header_has(TSMBuffer buffer, TSMLoc header, const char *name)
{
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    if (!field) {
        return false;
    }
    TSHandleMLocRelease(buffer, header, field);
    return true;
}

static bool is_value(TSMBuffer buffer, TSMLoc header, TSMLoc field, int index, const char *value)
{
    int size = 0;
    const char *text = TSMimeHdrFieldValueStringGet(buffer, header, field, index, &size);
    return text && (size_t)size == strlen(value) && strncasecmp(text, value, (size_t)size) == 0;
}

/* Counts the values of the fields of that name, and how many of them are this one. */
static int count_values(TSMBuffer buffer, TSMLoc header, const char *name, const char *value, int *matching)
{
    int all = 0;
    *matching = 0;
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    while (field) {
        int count = TSMimeHdrFieldValuesCount(buffer, header, field);
        for (int i = 0; i < count; i++) {
            *matching += is_value(buffer, header, field, i, value) ? 1 : 0;
        }
        all += count;
        TSMLoc next = TSMimeHdrFieldNextDup(buffer, header, field);
        TSHandleMLocRelease(buffer, header, field);
        field = next;
    }
    return all;
}

bool header_lists(TSMBuffer buffer, TSMLoc header, const char *name, const char *value)
{
    int matching = 0;
    count_values(buffer, header, name, value, &matching);
    return matching > 0;
}

bool header_lists_only(TSMBuffer buffer, TSMLoc header, const char *name, const char *value)
{
    int matching = 0;
    return count_values(buffer, header, name, value, &matching) == matching;
}

struct tsmp4_text header_text(TSMBuffer buffer, TSMLoc header, const char *name)
{
    struct tsmp4_text text = {NULL, 0};
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    if (!field) {
        return text;
    }
    TSMLoc next = TSMimeHdrFieldNextDup(buffer, header, field);
    if (next) {
        TSHandleMLocRelease(buffer, header, next);
    } else {
        int size = 0;
        const char *value = TSMimeHdrFieldValueStringGet(buffer, header, field, -1, &size);
        /* A field without a value is there all the same. */
        text.bytes = value ? value : "";
        text.size = value ? size : 0;
    }
    TSHandleMLocRelease(buffer, header, field);
    return text;
}

bool header_is_over(TSMBuffer buffer, TSMLoc header, const char *name, int most)
{
    int count = 0;
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    while (field && count <= most) {
        TSMLoc next = TSMimeHdrFieldNextDup(buffer, header, field);
        TSHandleMLocRelease(buffer, header, field);
        field = next;
        count++;
    }
    if (field) {
        TSHandleMLocRelease(buffer, header, field);
    }
    return count > most;
}

/* Adds the value of a field, and ", " before it where it is not the first. */
static void add_value(TSMBuffer buffer, TSMLoc header, TSMLoc field, char **list, int64_t *list_size)
{
    int size = 0;
    const char *value = TSMimeHdrFieldValueStringGet(buffer, header, field, -1, &size);
    size = value ? size : 0;
    char *grown = (char *)TSrealloc(*list, (size_t)*list_size + (size_t)size + 2);
    if (*list_size > 0) {
        memcpy(grown + *list_size, ", ", 2);
        *list_size += 2;
    }
    if (size > 0) {
        memcpy(grown + *list_size, value, (size_t)size);
        *list_size += size;
    }
    *list = grown;
}

struct tsmp4_text header_list(TSMBuffer buffer, TSMLoc header, const char *name, char **made)
{
    *made = NULL;
    if (!header_is_over(buffer, header, name, 1)) {
        return header_text(buffer, header, name);
    }
    int64_t size = 0;
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    while (field) {
        add_value(buffer, header, field, made, &size);
        TSMLoc next = TSMimeHdrFieldNextDup(buffer, header, field);
        TSHandleMLocRelease(buffer, header, field);
        field = next;
    }
    struct tsmp4_text list = {*made, size};
    return list;
}

/* Takes the first value off the list, and returns it without the blanks around it. */
static struct tsmp4_text next_value(struct tsmp4_text *list)
{
    struct tsmp4_text value = *list;
    const char *comma = (const char *)memchr(list->bytes, ',', (size_t)list->size);
    value.size = comma ? comma - list->bytes : list->size;
    int64_t taken = comma ? value.size + 1 : value.size;
    list->bytes += taken;
    list->size -= taken;
    while (value.size > 0 && (*value.bytes == ' ' || *value.bytes == '\t')) {
        value.bytes++;
        value.size--;
    }
    while (value.size > 0 && (value.bytes[value.size - 1] == ' ' || value.bytes[value.size - 1] == '\t')) {
        value.size--;
    }
    return value;
}

/*
 * In one pass, however long the list is: Traffic Server counts from the first value each time that it is asked for one.
 */
void header_unlist(TSMBuffer buffer, TSMLoc header, const char *name, const char *value)
{
    char *made;
    struct tsmp4_text list = header_list(buffer, header, name, &made);
    char *rest = (char *)TSmalloc((size_t)list.size + 1);
    int size = 0;
    bool is_there = false;
    while (list.size > 0) {
        struct tsmp4_text one = next_value(&list);
        if ((size_t)one.size == strlen(value) && strncasecmp(one.bytes, value, (size_t)one.size) == 0) {
            is_there = true;
        } else {
            memcpy(rest + size, one.bytes, (size_t)one.size);
            size += (int)one.size;
            rest[size++] = ',';
        }
    }
    if (is_there && size > 0) {
        header_set(buffer, header, name, rest, size - 1);
    } else if (is_there) {
        header_remove(buffer, header, name);
    }
    TSfree(rest);
    TSfree(made);
}

int64_t header_length(TSMBuffer buffer, TSMLoc header)
{
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, "Content-Length", 14);
    if (!field) {
        return -1;
    }
    int64_t length = TSMimeHdrFieldValueInt64Get(buffer, header, field, -1);
    TSHandleMLocRelease(buffer, header, field);
    return length < 0 ? -1 : length;
}

int64_t header_date(TSMBuffer buffer, TSMLoc header, const char *name)
{
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, name, (int)strlen(name));
    if (!field) {
        return 0;
    }
    int64_t date = TSMimeHdrFieldValueDateGet(buffer, header, field);
    TSHandleMLocRelease(buffer, header, field);
    return date;
}

bool header_is_identity(TSMBuffer buffer, TSMLoc header)
{
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, "Content-Encoding", 16);
    if (!field) {
        return true;
    }
    int size = 0;
    const char *value = TSMimeHdrFieldValueStringGet(buffer, header, field, -1, &size);
    bool identity = size == 0 || (value && size == 8 && strncasecmp(value, "identity", 8) == 0);
    TSHandleMLocRelease(buffer, header, field);
    return identity;
}
