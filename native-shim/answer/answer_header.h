/*
 * answer_header.h - the header that the client of a seek gets.
 */
#ifndef TSMP4_ANSWER_ANSWER_HEADER_H
#define TSMP4_ANSWER_ANSWER_HEADER_H

#include "answer/cut_fields.h"
#include "ats/ats.h"
#include "source/read_range.h"

enum answer_kind {
    ANSWER_CUT,     /* the body is the cut, or would be if it were not a HEAD */
    ANSWER_PLANNED, /* a cut is planned, but the body is not a cut */
    ANSWER_OTHER    /* anything else */
};

struct answer_header {
    enum answer_kind kind;
    struct cut_story story; /* of the first two kinds */
    const char *reason;     /* why the answer is not a cut; "" = nothing to say */
    enum read_path path;    /* how the bytes of the file come */
    bool is_head;
    const char *type; /* Content-Type of the file; "" = not known */
};

/*
 * In TS_HTTP_SEND_RESPONSE_HDR: makes the header that of the cut. If the answer is not a cut, log formats are told why.
 * Returns the status that the client gets.
 */
TSHttpStatus answer_header_write(TSHttpTxn txn, const struct answer_header *answer);

#endif
