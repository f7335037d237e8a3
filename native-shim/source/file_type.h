/*
 * file_type.h - whether what came is media for the rule, by its Content-Type.
 */
#ifndef TSMP4_SOURCE_FILE_TYPE_H
#define TSMP4_SOURCE_FILE_TYPE_H

#include "ats/ats.h"
#include "engine.h"
#include "rule/options.h"

/* The reason if the rule does not cut files of this type. */
#define FILE_TYPE_OTHER "its Content-Type is none of --types"

/* The same as the reason of a decline. */
extern const struct tsmp4_decline file_type_other;

bool file_type_is_media(const struct options *options, TSMBuffer buffer, TSMLoc header);

/*
 * Whether the header is that of a whole file which is not media. A redirect or an error does not count: it may lead to
 * media.
 */
bool file_type_is_other(const struct options *options, TSMBuffer buffer, TSMLoc header);

#endif
