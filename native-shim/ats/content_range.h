/*
 * content_range.h - the Content-Range of a 206 (RFC 9110, 14.4). Needs no server.
 */
#ifndef TSMP4_ATS_CONTENT_RANGE_H
#define TSMP4_ATS_CONTENT_RANGE_H

#include <stdbool.h>
#include <stdint.h>

/* The bytes [begin, end) of a file of size bytes. */
struct content_range {
    int64_t begin;
    int64_t end;
    int64_t size;
};

/* Reads "bytes 0-99/1000". False: the text is anything else, or the range is not inside the file. */
bool content_range_read(struct content_range *range, const char *text, int64_t text_size);

#endif
