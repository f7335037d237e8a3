/*
 * entity_tag.h - an entity tag (RFC 9110, 8.8.3). Needs no server.
 */
#ifndef TSMP4_ATS_ENTITY_TAG_H
#define TSMP4_ATS_ENTITY_TAG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether the text is a strong one. The engine judges in the same way; without a strong tag it knows a file by its
 * dates.
 */
bool entity_tag_is_strong(const char *text, int64_t size);

#endif
