#include "preset.h"

#include <inttypes.h>
#include <stdio.h>

#include "headers.h"
#include "report.h"

/* A cut of which nothing stands in the file, as a range inside the head, still has to read something: one byte. */
static void bounds(const struct seek *seek, int64_t *begin, int64_t *end)
{
    bool nothing = seek->cut.source_begin >= seek->cut.source_end;
    *begin = nothing ? 0 : seek->cut.source_begin;
    *end = nothing ? 1 : seek->cut.source_end;
}

void preset_range(struct seek *seek)
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
    /* Traffic Server takes a range of HTTP/1.1 requests only; the answer is in the client's version all the same. */
    TSHttpHdrVersionSet(buffer, header, TS_HTTP_VERSION(1, 1));
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    seek->is_preset = true;
    if (seek->source_size >= 0) {
        report_add(METRIC_SKIPPED, seek->source_size - (end - begin));
    }
}

void preset_remove(struct seek *seek)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (!seek->is_preset) {
        return;
    }
    seek->is_preset = false;
    if (TSHttpTxnClientReqGet(seek->txn, &buffer, &header) == TS_SUCCESS) {
        header_remove(buffer, header, "Range");
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    }
    if (TSHttpTxnServerReqGet(seek->txn, &buffer, &header) == TS_SUCCESS) {
        header_remove(buffer, header, "Range");
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    }
}

int64_t preset_position(const struct seek *seek, int64_t delivered)
{
    int64_t begin;
    int64_t end;
    bounds(seek, &begin, &end);
    if (seek->is_preset && delivered == end - begin) {
        return begin;
    }
    return delivered == seek->source_size ? 0 : -1;
}
