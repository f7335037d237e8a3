/*
 * guess.h - the cut of a file that only its URL is known of, made while Traffic Server opens it in the cache.
 *
 * Opening a file takes a read of the disk, during which this thread has nothing to do; a call into Java that was long in
 * coming takes a tenth of a millisecond. Once the file's header is there, a comparison shows whether the cut is of it.
 */
#ifndef TSMP4_GUESS_H
#define TSMP4_GUESS_H

#include <stdbool.h>

#include "ats.h"
#include "engine.h"

#ifdef __cplusplus
extern "C" {
#endif

struct seek;

/* What goes out with the header of the answer (see pace.h). */
#define GUESS_BYTES 4096

struct guess {
    char *url;
    int url_size;
    struct tsmp4_answer answer;
    struct tsmp4_piece piece;      /* of the cut, its first */
    int64_t size;                  /* of bytes; 0 = the cut begins with bytes of the file */
    char bytes[GUESS_BYTES];       /* of the cut, the first */
};

/* Makes it when this thread has nothing else to do, unless the cache was quicker. */
void guess_start(struct seek *seek);

/* Whether the file is the one that the engine took it for: find would answer as it did then. */
bool guess_is_of(const struct seek *seek, const struct tsmp4_source *source);

/* What piece and render of the engine answer, without asking it where the guess had these already. */
int32_t guess_piece(const struct seek *seek, int64_t offset, struct tsmp4_piece *piece);
int32_t guess_render(const struct seek *seek, int64_t offset, void *into, int64_t size);

/* The engine is to be asked about another file. */
void guess_drop(struct seek *seek);

#ifdef __cplusplus
}
#endif
#endif
