/*
 * entity_tag.h - an entity tag (RFC 9110, 8.8.3). Needs no server.
 */
#ifndef TSMP4_ATS_ENTITY_TAG_H
#define TSMP4_ATS_ENTITY_TAG_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the text is a strong one. The engine takes no other for one either, and would know the file by its dates. */
bool entity_tag_is_strong(const char *text, int64_t size);

#endif
