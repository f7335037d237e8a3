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
