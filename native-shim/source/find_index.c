#include "source/find_index.h"

#include <string.h>

#include "ats/entity_tag.h"
#include "ats/headers.h"
#include "ats/url.h"
#include "source/validator.h"

/*
 * Whether the dates of this header tell the file from all others at its URL: from other versions, as a strong validator
 * does, and from alternates, which may have the same dates. Seeks send no Accept-Encoding, so a Vary on it makes no
 * alternates.
 */
static bool is_told_by_dates(TSMBuffer buffer, TSMLoc header)
{
    return validator_strong(buffer, header).bytes && header_lists_only(buffer, header, "Vary", "Accept-Encoding");
}

/*
 * Where the rule does not use the cache, a strong entity tag tells the file from all others at the origin's URL. Dates
 * do not: Date is another one in each answer.
 */
static char *url_of_file(TSHttpTxn txn, struct tsmp4_text tag, int *size)
{
    char *url = url_of_cache(txn, size);
    return url || !entity_tag_is_strong(tag.bytes, tag.size) ? url : url_remapped(txn, size);
}

int32_t find_index(struct engine_seek *seek, TSHttpTxn txn, TSMBuffer buffer, TSMLoc header, int64_t size,
                   enum tsmp4_use use, struct tsmp4_answer *answer)
{
    struct tsmp4_source source;
    memset(&source, 0, sizeof source);
    source.etag = header_text(buffer, header, "ETag");
    int url_size = 0;
    char *url = url_of_file(txn, source.etag, &url_size);
    source.url.bytes = url;
    source.url.size = url_size;
    if (is_told_by_dates(buffer, header)) {
        source.last_modified = header_text(buffer, header, "Last-Modified");
    }
    source.date = header_text(buffer, header, "Date");
    source.size = size >= 0 ? size : header_length(buffer, header);
    source.use = use;
    int32_t verdict = engine_seek_find(seek, &source, answer);
    TSfree(url);
    return verdict;
}
