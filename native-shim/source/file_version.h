/*
 * file_version.h - the one version of a file that a seek is about: its header and its size.
 */
#ifndef TSMP4_SOURCE_FILE_VERSION_H
#define TSMP4_SOURCE_FILE_VERSION_H

#include "source/validator.h"

/* Room for a Content-Type, with the terminating zero. A longer one counts as not known. */
#define FILE_TYPE_SIZE 128

/* Fields are for reading; the functions below write them, with the mutex of the seek's transaction. */
struct file_version {
    TSMBuffer buffer; /* a copy of a response header of the file, of its own; NULL = there is none */
    TSMLoc header;
    int64_t size;              /* of the file, in bytes; -1 = not known */
    char type[FILE_TYPE_SIZE]; /* its Content-Type; "" = not known */
};

/*
 * From now on no file is known. Also initializes the struct, which must be all zeros before the first call, and frees
 * what it holds.
 */
void file_version_forget(struct file_version *file);

/* The file with this header. size: -1 = not known. The header is copied. */
void file_version_set(struct file_version *file, TSMBuffer buffer, TSMLoc header, int64_t size);

/*
 * The same, with the size in the header. If is_compared is false, only size and type are kept, which costs less: then
 * no other header can be compared with this one.
 */
void file_version_see(struct file_version *file, TSMBuffer buffer, TSMLoc header, bool is_compared);

/* Whether the header describes this version. False where no header of it is known. */
bool file_version_is(const struct file_version *file, TSMBuffer buffer, TSMLoc header, enum sameness sameness);

/*
 * Whether the header is a 206 with the bytes [begin, *end) of the file itself. If it has fewer, *end becomes the end of
 * those. The first such header decides which version this is; it must have a strong validator.
 */
bool file_version_take_part(struct file_version *file, TSMBuffer buffer, TSMLoc header, enum sameness sameness,
                            int64_t begin, int64_t *end);

/* Whether the header is a 206 of this version with the bytes [begin, end), no more and no fewer. */
bool file_version_is_part(const struct file_version *file, TSMBuffer buffer, TSMLoc header, int64_t begin, int64_t end);

#endif
