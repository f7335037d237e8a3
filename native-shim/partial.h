/*
 * partial.h - a 206, and whether it is of the file that is meant.
 */
#ifndef TSMP4_PARTIAL_H
#define TSMP4_PARTIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "ats.h"
#include "engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The bytes [begin, end) of a file of size bytes. */
struct partial {
    int64_t begin;
    int64_t end;
    int64_t size;
};

/* False: not a 206 with one range of the file itself, whose size it names. */
bool partial_read(struct partial *part, TSMBuffer buffer, TSMLoc header);

/*
 * Whether two headers speak of one version of a file, as far as ETag and Last-Modified tell. same_copy: they are to be
 * of one copy of it in the cache, which has one Date.
 */
bool partial_is_same_file(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, bool same_copy);

/*
 * What tells this version of a file for sure from any other (RFC 9110, 8.8.2.2 and 13.1.5), for If-Range: a strong
 * ETag, or a Last-Modified so old that a change since would have moved it. Nothing where there is neither.
 */
struct tsmp4_text partial_strong_validator(TSMBuffer buffer, TSMLoc header);

#ifdef __cplusplus
}
#endif
#endif
