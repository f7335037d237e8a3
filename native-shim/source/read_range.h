/*
 * read_range.h - only the bytes that a cut needs are asked of the cache, or of the origin.
 */
#ifndef TSMP4_SOURCE_READ_RANGE_H
#define TSMP4_SOURCE_READ_RANGE_H

#include "ats/report.h"
#include "source/file_version.h"

/* How the bytes of the file come. */
enum read_path {
    READ_STREAM,      /* from the first byte on */
    READ_FROM_CACHE,  /* only what the cut needs, from the cache */
    READ_FROM_ORIGIN, /* only what the cut needs, from the origin */
    READ_DOUBTFUL     /* from the origin, whole or only what the cut needs: the number of bytes has to tell */
};

/* What operators are told of a path. */
struct read_path_told {
    enum metric metric; /* what a cut counts under */
    const char *word;   /* for log formats */
    const char *text;   /* for debug lines: "read …" */
};

const struct read_path_told *read_path_told(enum read_path path);

/*
 * Puts the range of the cut into the client's request header, by which Traffic Server reads the cache or asks the
 * origin. Returns how the bytes will come. If the cut needs all of the file, nothing is put there.
 */
enum read_path read_range_set(TSHttpTxn txn, const struct tsmp4_cut *cut, const struct file_version *file,
                              enum read_path path);

/* Takes the range away again, from the client's request header and from the one that the origin gets. */
void read_range_remove(TSHttpTxn txn);

/* The bytes of the file that are left out on this path, in bytes; 0 where its size is not known. */
int64_t read_range_skipped(const struct tsmp4_cut *cut, const struct file_version *file, enum read_path path);

/* Whether a 206 of the origin has the very bytes that were asked for, of the file that was planned. */
bool read_range_is_answered(const struct tsmp4_cut *cut, const struct file_version *file, TSMBuffer buffer,
                            TSMLoc header);

/*
 * Where in the file the delivered bytes begin, judged by how many there are. delivered: -1 = not known. Returns -1 if
 * they are neither the range nor the file.
 */
int64_t read_range_position(const struct tsmp4_cut *cut, int64_t file_size, enum read_path path, int64_t delivered);

#endif
