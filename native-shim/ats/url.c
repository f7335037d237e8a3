#include "ats/url.h"

char *url_of_cache(TSHttpTxn txn, int *size)
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

/* FNV-1a. */
uint64_t url_hash_of_cache(TSHttpTxn txn)
{
    int size = 0;
    char *text = url_of_cache(txn, &size);
    if (!text) {
        return 0;
    }
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    }
    TSfree(text);
    return hash != 0 ? hash : 1;
}

char *url_remapped(TSHttpTxn txn, int *size)
{
    TSMBuffer buffer;
    TSMLoc header;
    TSMLoc url;
    char *text = NULL;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) != TS_SUCCESS) {
        return NULL;
    }
    if (TSHttpHdrUrlGet(buffer, header, &url) == TS_SUCCESS) {
        text = TSUrlStringGet(buffer, url, size);
        TSHandleMLocRelease(buffer, header, url);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return text;
}

char *url_pristine(TSHttpTxn txn, int *size)
{
    TSMBuffer buffer;
    TSMLoc url;
    if (TSHttpTxnPristineUrlGet(txn, &buffer, &url) != TS_SUCCESS) {
        return NULL;
    }
    char *text = TSUrlStringGet(buffer, url, size);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, url);
    return text;
}
