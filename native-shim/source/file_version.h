/*
 * file_version.h - the one version of a file that a seek is about: its header and its size.
 */
#ifndef TSMP4_SOURCE_FILE_VERSION_H
#define TSMP4_SOURCE_FILE_VERSION_H

#include "source/validator.h"

/* Room for a Content-Type, with its end; a longer one is as good as none. */
#define FILE_TYPE_SIZE 128

/* Fields are for reading; the functions below write them, with the mutex of the seek's transaction. */
struct file_version {
    TSMBuffer buffer; /* a copy of a response header of the file, of its own; NULL = there is none */
    TSMLoc header;
    int64_t size;              /* of the file, in bytes; -1 = not known */
    char type[FILE_TYPE_SIZE]; /* its Content-Type; "" = not known */
};

/*
 * No file is known. Also how one is made, and how what it holds is freed. It must be all zeros before the first time.
 */
void file_version_forget(struct file_version *file);

/* The file with this header. size: -1 = not known. The header is copied. */
void file_version_set(struct file_version *file, TSMBuffer buffer, TSMLoc header, int64_t size);

/* The same, and only where others are to be compared with it: else its size and its type are known, which costs less. */
void file_version_see(struct file_version *file, TSMBuffer buffer, TSMLoc header, bool is_compared);

/* Whether the header describes this version. False where no header of it is known. */
bool file_version_is(const struct file_version *file, TSMBuffer buffer, TSMLoc header, enum sameness sameness);

/*
 * Whether the header is a 206 with the file's own bytes [begin, *end); fewer may have come, then *end says so. The
 * first one may say which version this is, if it names that for sure.
 */
bool file_version_take_part(struct file_version *file, TSMBuffer buffer, TSMLoc header, enum sameness sameness,
                            int64_t begin, int64_t *end);

/* Whether the header is a 206 of this version with the bytes [begin, end), no more and no fewer. */
bool file_version_is_part(const struct file_version *file, TSMBuffer buffer, TSMLoc header, int64_t begin, int64_t end);

#endif
