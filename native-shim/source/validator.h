/*
 * validator.h - what tells one version of a file from another, in two response headers.
 */
#ifndef TSMP4_SOURCE_VALIDATOR_H
#define TSMP4_SOURCE_VALIDATOR_H

#include "ats/ats.h"
#include "engine.h"

/* What the two headers have to agree in. */
enum sameness {
    SAME_VERSION, /* ETag and Last-Modified */
    SAME_COPY     /* and Date, which each copy in the cache has for itself */
};

/* Whether two headers describe one version of a file. */
bool validator_is_same(TSMBuffer one, TSMLoc one_header, TSMBuffer other, TSMLoc other_header, enum sameness sameness);

/*
 * What tells this version of a file for sure from any other (RFC 9110, 8.8.2.2 and 13.1.5), for If-Range: a strong
 * ETag, or a Last-Modified so old that a later change would have moved it. Nothing where there is neither.
 * The text lives as long as the header.
 */
struct tsmp4_text validator_strong(TSMBuffer buffer, TSMLoc header);

#endif
