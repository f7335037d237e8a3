/*
 * text_list.h - a growing list of texts, which it owns.
 */
#ifndef TSMP4_RULE_TEXT_LIST_H
#define TSMP4_RULE_TEXT_LIST_H

#include <stdbool.h>
#include <stddef.h>

/* Why something was refused that needed a copy. */
#define OUT_OF_MEMORY "out of memory"

/* All zeros is an empty one. */
struct text_list {
    char **items; /* each terminated */
    int size;
};

/* A terminated copy, to be freed; NULL when memory ran out. */
char *text_copy(const char *text, size_t size);

/* Adds a copy; false when memory ran out. */
bool text_list_add(struct text_list *list, const char *text, size_t size);

void text_list_free(struct text_list *list);

#endif
