#include "rule/text_list.h"

#include <stdlib.h>
#include <string.h>

char *text_copy(const char *text, size_t size)
{
    char *copy = (char *)malloc(size + 1);
    if (copy) {
        memcpy(copy, text, size);
        copy[size] = '\0';
    }
    return copy;
}

bool text_list_add(struct text_list *list, const char *text, size_t size)
{
    char **items = (char **)realloc(list->items, ((size_t)list->size + 1) * sizeof *items);
    if (!items) {
        return false;
    }
    list->items = items;
    items[list->size] = text_copy(text, size);
    if (!items[list->size]) {
        return false;
    }
    list->size++;
    return true;
}

void text_list_free(struct text_list *list)
{
    for (int i = 0; i < list->size; i++) {
        free(list->items[i]);
    }
    free(list->items);
    list->items = NULL;
    list->size = 0;
}
