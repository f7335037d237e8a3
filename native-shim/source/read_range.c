#include "source/read_range.h"

#include <inttypes.h>
#include <stdio.h>

#include "ats/headers.h"

const struct read_path_told *read_path_told(enum read_path path)
{
    static const struct read_path_told told[] = {
        {METRIC_STREAMED, "stream", "from its first byte on"},
        {METRIC_PREAD, "cache", "by its range, from the cache"},
        {METRIC_ORIGIN_RANGE, "origin", "by its range, from the origin"},
        {METRIC_STREAMED, "stream", "from its first byte on, as was seen"},
    }; /* by enum read_path */
    return &told[path];
}

/*
 * If no byte of the file is sent, such as for a range inside the head of the cut, something has to be read all the
 * same: one byte.
 */
static void bounds(const struct tsmp4_cut *cut, int64_t *begin, int64_t *end)
{
    bool nothing = cut->source_begin >= cut->source_end;
    *begin = nothing ? 0 : cut->source_begin;
    *end = nothing ? 1 : cut->source_end;
}

enum read_path read_range_set(TSHttpTxn txn, const struct tsmp4_cut *cut, const struct file_version *file,
                              enum read_path path)
{
    int64_t begin;
    int64_t end;
    bounds(cut, &begin, &end);
    TSMBuffer buffer;
    TSMLoc header;
    if ((begin == 0 && end >= file->size) || TSHttpTxnClientReqGet(txn, &buffer, &header) != TS_SUCCESS) {
        return READ_STREAM;
    }
    /* A field that is named there does not go on to the origin. */
    header_unlist(buffer, header, "Connection", "Range");
    header_unlist(buffer, header, "Connection", "If-Range");
    char range[80];
    int size = snprintf(range, sizeof range, "bytes=%" PRId64 "-%" PRId64, begin, end - 1);
    header_set(buffer, header, "Range", range, size);
    if (path == READ_FROM_ORIGIN) {
        struct tsmp4_text validator = validator_strong(file->buffer, file->header);
        header_set(buffer, header, "If-Range", validator.bytes, (int)validator.size);
    }
    /* Traffic Server takes a range from HTTP/1.1 requests only; the answer is in the client's version all the same. */
    TSHttpHdrVersionSet(buffer, header, TS_HTTP_VERSION(1, 1));
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return path;
}

static void remove_fields(TSMBuffer buffer, TSMLoc header)
{
    header_remove(buffer, header, "Range");
    header_remove(buffer, header, "If-Range");
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
}

void read_range_remove(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) == TS_SUCCESS) {
        remove_fields(buffer, header);
    }
    if (TSHttpTxnServerReqGet(txn, &buffer, &header) == TS_SUCCESS) {
        remove_fields(buffer, header);
    }
}

int64_t read_range_skipped(const struct tsmp4_cut *cut, const struct file_version *file, enum read_path path)
{
    bool is_part = path == READ_FROM_CACHE || path == READ_FROM_ORIGIN;
    int64_t begin;
    int64_t end;
    bounds(cut, &begin, &end);
    return is_part && file->size >= 0 ? file->size - (end - begin) : 0;
}

bool read_range_is_answered(const struct tsmp4_cut *cut, const struct file_version *file, TSMBuffer buffer,
                            TSMLoc header)
{
    int64_t begin;
    int64_t end;
    bounds(cut, &begin, &end);
    return file_version_is_part(file, buffer, header, begin, end);
}

int64_t read_range_position(const struct tsmp4_cut *cut, int64_t file_size, enum read_path path, int64_t delivered)
{
    int64_t begin;
    int64_t end;
    bounds(cut, &begin, &end);
    /* An origin that was checked may send a part in chunks. */
    if (path != READ_STREAM && (delivered == end - begin || (path == READ_FROM_ORIGIN && delivered < 0))) {
        return begin;
    }
    return delivered == file_size ? 0 : -1;
}
