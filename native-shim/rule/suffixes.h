/*
 * suffixes.h - the ends of paths that are media.
 */
#ifndef TSMP4_RULE_SUFFIXES_H
#define TSMP4_RULE_SUFFIXES_H

#include <stdint.h>

#include "rule/text_list.h"

/* Without --suffixes: what MP4 and QuickTime files are called. */
#define SUFFIXES_DEFAULT ".mp4,.m4v,.m4a,.mov,.qt,.3gp,.3g2,.f4v,.f4a,.m4b,.m4r,.ismv,.isma,.cmfv,.cmfa"

/* Adds those of a list like ".mp4,.m4v", each in lower case. Why it was refused, or NULL. */
const char *suffixes_read(struct text_list *suffixes, const char *value);

/* Whether a path ends with one of them, upper or lower case. */
bool suffixes_match(const struct text_list *suffixes, const char *path, int64_t path_size);

#endif
