/*
 * headers.h - header fields by name.
 */
#ifndef TSMP4_ATS_HEADERS_H
#define TSMP4_ATS_HEADERS_H

#include <stdbool.h>
#include <stdint.h>

#include "ats/ats.h"
#include "engine.h"

/* Removes every field of that name. */
void header_remove(TSMBuffer buffer, TSMLoc header, const char *name);

/* Leaves one field of that name, with that value. */
void header_set(TSMBuffer buffer, TSMLoc header, const char *name, const char *value, int value_size);

/*
 * If this is among the comma-separated values of that name, leaves one field with all the others, or no field if there
 * are none.
 */
void header_unlist(TSMBuffer buffer, TSMLoc header, const char *name, const char *value);

/* Whether there is such a field. */
bool header_has(TSMBuffer buffer, TSMLoc header, const char *name);

/* Whether a field of that name has this among its comma-separated values, in upper or lower case. */
bool header_lists(TSMBuffer buffer, TSMLoc header, const char *name, const char *value);

/* Whether the fields of that name have no other value than this; true also if there is no field. */
bool header_lists_only(TSMBuffer buffer, TSMLoc header, const char *name, const char *value);

/* The value of the one field of that name, inside the header; nothing when there is none, or more than one. */
struct tsmp4_text header_text(TSMBuffer buffer, TSMLoc header, const char *name);

/* Whether there are more fields of that name than so many. */
bool header_is_over(TSMBuffer buffer, TSMLoc header, const char *name, int most);

/*
 * The values of all fields of that name as one list (RFC 9110, 5.3): inside the header where there is one field, else in
 * *made, which the caller frees with TSfree. Nothing when there is none; then, and with one field, *made is NULL.
 */
struct tsmp4_text header_list(TSMBuffer buffer, TSMLoc header, const char *name, char **made);

/* Content-Length; -1 = there is none. */
int64_t header_length(TSMBuffer buffer, TSMLoc header);

/* Seconds since 1970 of a date; 0 = there is none. */
int64_t header_date(TSMBuffer buffer, TSMLoc header, const char *name);

/* Whether a body with this header is the file itself: no Content-Encoding but identity. */
bool header_is_identity(TSMBuffer buffer, TSMLoc header);

#endif
