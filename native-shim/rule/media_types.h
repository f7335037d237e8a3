/*
 * media_types.h - the types of content that a rule cuts.
 */
#ifndef TSMP4_RULE_MEDIA_TYPES_H
#define TSMP4_RULE_MEDIA_TYPES_H

#include <stdint.h>

#include "rule/text_list.h"

/* Adds those of a list like "video/mp4,audio/mp4". Why it was refused, or NULL. */
const char *media_types_read(struct text_list *types, const char *value);

/*
 * Whether the value of a Content-Type, without its parameters, is one of them, upper or lower case; an empty list has all.
 * value may be NULL: there is no such field.
 */
bool media_types_have(const struct text_list *types, const char *value, int64_t size);

#endif
