/*
 * reading.h - a transaction is held while the index of its file is read.
 */
#ifndef TSMP4_READING_H
#define TSMP4_READING_H

#include "seek.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a reading ended; the transaction goes on after the call. */
enum reading_end {
    READING_PLANNED,  /* the seek's cut is planned */
    READING_DECLINED, /* the file cannot be cut: answer.reason says why */
    READING_FAILED    /* the file cannot be read this way */
};

typedef void (*reading_done)(struct seek *seek, enum reading_end end, const struct tsmp4_answer *answer);

/*
 * Reads the index of the file with this header from the cache, if it is not known already. Done is called once: before
 * the return, or later, and then the answer is true: the transaction is held meanwhile. It is not called when the client
 * has left. The seek gets the size of the file where it had none.
 */
bool reading_from_cache(struct seek *seek, TSMBuffer buffer, TSMLoc header, reading_done done);

/* The same from the origin; the seek gets the header and the size of the file by it. */
bool reading_from_origin(struct seek *seek, reading_done done);

#ifdef __cplusplus
}
#endif
#endif
