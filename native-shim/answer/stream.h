/*
 * stream.h - the bytes of an answer, rendered by the engine or copied from the file by reference, as the client takes
 * them.
 */
#ifndef TSMP4_ANSWER_STREAM_H
#define TSMP4_ANSWER_STREAM_H

#include "answer/pace.h"
#include "engine/engine_seek.h"

/*
 * A file that is sent untouched is a cut of one piece. Fields are for reading; the functions below write them, with the
 * transform's mutex.
 */
struct stream {
    struct engine_seek *engine; /* the transform's */
    TSIOBuffer held;            /* bytes of the file that were read before it was known what to send; NULL = none */
    TSIOBufferReader held_reader;
    TSIOBuffer out; /* NULL until the output is opened */
    TSIOBufferReader out_reader;
    TSVIO output;
    struct pace pace;
    int64_t taken;                         /* bytes of the file that were read from upstream */
    int64_t asked;                         /* what taken was when upstream was last asked for more */
    int64_t position;                      /* the next byte of the file to skip or to send */
    int64_t end;                           /* where the answer ends in the cut; INT64_MAX = not known yet */
    int64_t written;                       /* the next byte of the cut to put into out */
    struct tsmp4_piece piece;              /* the one that byte written is in, or the one before it */
    struct tsmp4_piece told[TSMP4_PIECES]; /* with the cut: the first ones of the answer */
};

enum stream_state {
    STREAM_GOES_ON,
    STREAM_COMPLETE, /* Traffic Server has all that the client gets */
    STREAM_SHORT,    /* the file ended before the answer did */
    STREAM_ENGINE_FAILED
};

/* Sets all of it. The engine's seek must outlive it. */
void stream_init(struct stream *stream, struct engine_seek *engine);

/* Asks upstream for more if something was taken since the last time. */
void stream_ask(struct stream *stream, TSVIO input);

/* Feeds the engine what is in the input, and keeps those bytes: what collect answered. */
int32_t stream_collect(struct stream *stream, TSVIO input, struct tsmp4_answer *answer);

/* Opens the output for the cut. position: of the first byte of the file that is held, or else is in the input. */
void stream_open_cut(struct stream *stream, TSVConn transform, TSHttpTxn txn, const struct tsmp4_cut *cut,
                     int64_t position);

/* Opens the output for the file itself. size: INT64_MAX = not known. */
void stream_open_file(struct stream *stream, TSVConn transform, TSHttpTxn txn, int64_t size);

/*
 * Sends what may be sent in this event of the transform. The engine's seek is closed once no other piece is needed and
 * no bytes are held.
 */
enum stream_state stream_send(struct stream *stream, TSVConn transform, TSEvent event);

/* Whether Traffic Server has begun to read the output, and with it to send the header to the client. */
bool stream_is_read(const struct stream *stream);

void stream_close(struct stream *stream);

#endif
