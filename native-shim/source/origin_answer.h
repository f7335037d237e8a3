/*
 * origin_answer.h - what an origin's answer means for the file that a seek has planned.
 */
#ifndef TSMP4_SOURCE_ORIGIN_ANSWER_H
#define TSMP4_SOURCE_ORIGIN_ANSWER_H

#include "source/read_range.h"

enum origin_answer {
    ORIGIN_NO_FILE,    /* the client gets what came */
    ORIGIN_UNCHANGED,  /* the cache's copy holds */
    ORIGIN_AS_PLANNED, /* the whole of the file that was planned */
    ORIGIN_OTHER_FILE, /* the whole of a file, which is not what was planned, if anything was */
    ORIGIN_PART,       /* the part that was asked for, of the file that was planned */
    ORIGIN_DOUBTFUL,   /* a 200 of the planned file without a length: all of it, or only the part that was asked for */
    ORIGIN_CROWDED,    /* a 200 or a 304 with too many header fields (crowded.h) */
    ORIGIN_UNUSABLE    /* a part, or what may be one, that is not the one asked for or has too many header fields */
};

/* What was asked for. */
struct origin_question {
    bool is_planned; /* a cut is planned: the two below */
    const struct tsmp4_cut *plan;
    const struct file_version *file;
    enum read_path path; /* READ_FROM_ORIGIN: the part that the cut needs, else the file */
};

/* Judges by the header. why: the reason, of the last two. */
enum origin_answer origin_answer_of(const struct origin_question *question, TSMBuffer buffer, TSMLoc header,
                                    struct tsmp4_decline *why);

#endif
