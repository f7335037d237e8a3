#include "source.h"

#include <string.h>

#include "guess.h"
#include "headers.h"
#include "partial.h"

char *source_url(TSHttpTxn txn, int *size)
{
    TSMBuffer buffer = TSMBufferCreate();
    TSMLoc url = TS_NULL_MLOC;
    char *text = NULL;
    if (TSUrlCreate(buffer, &url) == TS_SUCCESS) {
        if (TSHttpTxnCacheLookupUrlGet(txn, buffer, url) == TS_SUCCESS) {
            text = TSUrlStringGet(buffer, url, size);
        }
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, url);
    }
    TSMBufferDestroy(buffer);
    return text;
}

static int32_t find(struct seek *seek, struct tsmp4_source *source, struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    if (!seek_open(seek, answer)) {
        return TSMP4_DECLINED;
    }
    int url_size = 0;
    char *url = source_url(seek->txn, &url_size);
    source->url.bytes = url;
    source->url.size = url_size;
    int32_t verdict = TSMP4_OK;
    if (guess_is_of(seek, source)) {
        *answer = seek->guess->answer;
    } else {
        guess_drop(seek);
        memset(answer, 0, sizeof *answer);
        verdict = seek->engine->find(seek->handle, source, answer);
    }
    TSfree(url);
    return verdict;
}

/*
 * Whether the dates of this header tell the file from all others at its URL: from other versions, as a validator that
 * is strong, and from alternates, which may have the same dates. Seeks send no Accept-Encoding, so that makes none.
 */
static bool is_told_by_dates(TSMBuffer buffer, TSMLoc header)
{
    return partial_strong_validator(buffer, header).bytes && header_lists_only(buffer, header, "Vary", "Accept-Encoding");
}

int32_t source_find(struct seek *seek, TSMBuffer buffer, TSMLoc header, int64_t size, enum tsmp4_use use,
                    struct tsmp4_answer *answer)
{
    struct tsmp4_source source;
    memset(&source, 0, sizeof source);
    source.etag = header_text(buffer, header, "ETag");
    if (is_told_by_dates(buffer, header)) {
        source.last_modified = header_text(buffer, header, "Last-Modified");
    }
    source.date = header_text(buffer, header, "Date");
    source.size = size >= 0 ? size : header_length(buffer, header);
    source.use = use;
    return find(seek, &source, answer);
}

bool source_is_part(struct seek *seek, enum subrequest from, TSMBuffer buffer, TSMLoc header, int64_t begin,
                    int64_t *end)
{
    struct partial part;
    if (!partial_read(&part, buffer, header) || header_length(buffer, header) < 0 || part.begin != begin ||
        part.end > *end || (seek->source_size >= 0 && part.size != seek->source_size)) {
        return false;
    }
    *end = part.end;
    seek->source_size = part.size;
    if (seek->file) {
        return partial_is_same_file(seek->file, seek->file_header, buffer, header, from == SUBREQUEST_CACHE);
    }
    if (!partial_strong_validator(buffer, header).bytes) {
        return false;
    }
    seek_set_file(seek, buffer, header, part.size);
    return true;
}
