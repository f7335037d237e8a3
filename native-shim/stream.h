/*
 * stream.h - the bytes of an answer, rendered or from the file by reference, as the client takes them.
 */
#ifndef TSMP4_STREAM_H
#define TSMP4_STREAM_H

#include "pace.h"
#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A file sent untouched is a cut of one piece. */
struct stream {
    TSIOBuffer held; /* bytes of the file that were read before it was known what to send */
    TSIOBufferReader held_reader;
    TSIOBuffer out;
    TSIOBufferReader out_reader;
    TSVIO output;
    struct pace pace;
    int64_t taken;    /* bytes of the file read from upstream */
    int64_t asked;    /* taken, when upstream was last asked for more */
    int64_t position; /* the next byte of the file to skip or to send */
    int64_t end;      /* where the answer ends in the cut; INT64_MAX: not known yet */
    int64_t written;  /* the next byte of the cut to put into out */
    struct tsmp4_piece piece; /* the one that byte written is in, or the one before it */
};

enum stream_state {
    STREAM_GOES_ON,
    STREAM_COMPLETE,    /* Traffic Server has all that the client gets */
    STREAM_SHORT,       /* the file ended before the answer did */
    STREAM_ENGINE_FAILED
};

/* How much of the file stands in the input, and whether no more is to come. Upstream may have shut it already. */
int64_t input_available(TSVIO input);
bool input_is_over(TSVIO input);

/* Asks upstream for more when something was taken since the last time. */
void input_ask(struct stream *stream, TSVIO input);

/* Feeds the engine what stands in the input, and keeps those bytes: what collect answered. */
int32_t stream_collect(struct stream *stream, TSVIO input, const struct seek *seek, struct tsmp4_answer *answer);

/* Opens the output for what the answer names of a cut. Position says where in the file the input stands. */
void stream_open_cut(struct stream *stream, TSVConn transform, TSHttpTxn txn, const struct tsmp4_answer *cut);

/* Opens the output for the file itself; size may be INT64_MAX: not known. */
void stream_open_file(struct stream *stream, TSVConn transform, TSHttpTxn txn, int64_t size);

/* Sends what may be sent in this event, and closes the seek once neither a piece nor held bytes are needed. */
enum stream_state stream_send(struct stream *stream, TSVConn transform, TSEvent event, struct seek *seek);

void stream_close(struct stream *stream);

#ifdef __cplusplus
}
#endif
#endif
