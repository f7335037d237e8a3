#include "preset.h"

#include <inttypes.h>
#include <stdio.h>

#include "headers.h"
#include "partial.h"
#include "report.h"

/* A cut of which nothing stands in the file, as a range inside the head, still has to read something: one byte. */
static void bounds(const struct seek *seek, int64_t *begin, int64_t *end)
{
    bool nothing = seek->cut.source_begin >= seek->cut.source_end;
    *begin = nothing ? 0 : seek->cut.source_begin;
    *end = nothing ? 1 : seek->cut.source_end;
}

void preset_range(struct seek *seek, enum preset whom)
{
    int64_t begin;
    int64_t end;
    bounds(seek, &begin, &end);
    TSMBuffer buffer;
    TSMLoc header;
    if ((begin == 0 && end >= seek->source_size) || TSHttpTxnClientReqGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return;
    }
    char range[80];
    int size = snprintf(range, sizeof range, "bytes=%" PRId64 "-%" PRId64, begin, end - 1);
    header_set(buffer, header, "Range", range, size);
    if (whom == PRESET_ORIGIN) {
        struct tsmp4_text validator = partial_strong_validator(seek->file, seek->file_header);
        header_set(buffer, header, "If-Range", validator.bytes, (int)validator.size);
    } else if (seek->source_size >= 0) {
        report_add(METRIC_SKIPPED, seek->source_size - (end - begin));
    }
    /* Traffic Server takes a range of HTTP/1.1 requests only; the answer is in the client's version all the same. */
    TSHttpHdrVersionSet(buffer, header, TS_HTTP_VERSION(1, 1));
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    seek->preset = whom;
}

static void remove_fields(TSMBuffer buffer, TSMLoc header)
{
    header_remove(buffer, header, "Range");
    header_remove(buffer, header, "If-Range");
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
}

void preset_remove(struct seek *seek)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (seek->preset == PRESET_NONE) {
        return;
    }
    seek->preset = PRESET_NONE;
    if (TSHttpTxnClientReqGet(seek->txn, &buffer, &header) == TS_SUCCESS) {
        remove_fields(buffer, header);
    }
    if (TSHttpTxnServerReqGet(seek->txn, &buffer, &header) == TS_SUCCESS) {
        remove_fields(buffer, header);
    }
}

bool preset_is_answered(const struct seek *seek, TSMBuffer buffer, TSMLoc header)
{
    int64_t begin;
    int64_t end;
    bounds(seek, &begin, &end);
    struct partial part;
    return partial_read(&part, buffer, header) && part.begin == begin && part.end == end &&
           part.size == seek->source_size && partial_is_same_file(seek->file, seek->file_header, buffer, header, false);
}

int64_t preset_position(const struct seek *seek, int64_t delivered)
{
    int64_t begin;
    int64_t end;
    bounds(seek, &begin, &end);
    /* An origin that was checked may send a part in chunks. */
    if (seek->preset != PRESET_NONE &&
        (delivered == end - begin || (seek->preset == PRESET_ORIGIN && delivered < 0))) {
        return begin;
    }
    return delivered == seek->source_size ? 0 : -1;
}
