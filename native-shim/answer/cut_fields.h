/*
 * cut_fields.h - header fields that say which part of the movie a cut is, and how it was made.
 *
 * A player needs the first to show where it is: a cut begins at a key frame, not where it was asked to. That field has
 * the name and the form that the W3C's Media Fragments give it, and is the same whatever way the cut was made. The others
 * begin with '@', which keeps them off the wire: they are for log formats and other plugins.
 */
#ifndef TSMP4_ANSWER_CUT_FIELDS_H
#define TSMP4_ANSWER_CUT_FIELDS_H

#include "ats/ats.h"
#include "engine.h"

/* What is told of a cut. */
struct cut_story {
    const struct tsmp4_cut *cut;
    const char *index; /* how its index was had, in a word */
    const char *path;  /* how the bytes of the file came, in a word; NULL = none did */
    int64_t skipped;   /* bytes of the file that were not read for it; of path */
};

/* Writes the fields into the header that the client gets, which has no crowd of fields. */
void cut_fields_write(TSMBuffer buffer, TSMLoc header, const struct cut_story *story);

#endif
