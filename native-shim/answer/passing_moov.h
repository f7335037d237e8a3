/*
 * passing_moov.h - the moov of a file that is read from its first byte on.
 */
#ifndef TSMP4_ANSWER_PASSING_MOOV_H
#define TSMP4_ANSWER_PASSING_MOOV_H

#include "answer/stream.h"
#include "ats/report.h"

enum passing_moov {
    PASSING_MOOV_COMES,    /* more of the file is needed, and may be asked for */
    PASSING_MOOV_COMPLETE, /* answer->moov_size says how large it is */
    PASSING_MOOV_DECLINED
};

/* Why the file is declined. */
struct passing_moov_decline {
    enum metric metric; /* what it counts under */
    const char *reason; /* lives as long as the answer */
};

/* Feeds the engine what is in the input, and keeps it. moov_max: the rule's limit for one moov, in bytes. */
enum passing_moov passing_moov_take(struct stream *stream, TSVIO input, int64_t moov_max, struct tsmp4_answer *answer,
                                    struct passing_moov_decline *why);

#endif
