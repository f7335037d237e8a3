#include "subrequest.h"

#include <string.h>
#include <strings.h>

#include "query.h"

static void put(TSIOBuffer request, const char *text, int64_t size)
{
    TSIOBufferWrite(request, text, size);
}

static void put_text(TSIOBuffer request, const char *text)
{
    put(request, text, (int64_t)strlen(text));
}

/* The pristine URL: what the client asked, less the seek arguments. */
static bool put_url(TSIOBuffer request, TSHttpTxn txn, const char *start_arg, const char *end_arg)
{
    TSMBuffer buffer;
    TSMLoc url;
    if (TSHttpTxnPristineUrlGet(txn, &buffer, &url) != TS_SUCCESS) {
        return false;
    }
    int size = 0;
    char *text = TSUrlStringGet(buffer, url, &size);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, url);
    if (!text) {
        return false;
    }
    const char *mark = (const char *)memchr(text, '?', (size_t)size);
    if (mark) {
        int64_t before = mark - text;
        char *rest = (char *)TSmalloc((size_t)size);
        int64_t rest_size = query_strip(mark + 1, size - before - 1, start_arg, end_arg, rest);
        put(request, text, before);
        if (rest_size > 0) {
            put_text(request, "?");
            put(request, rest, rest_size);
        }
        TSfree(rest);
    } else {
        put(request, text, size);
    }
    TSfree(text);
    return true;
}

/* What is not the client's to say here: the range and its conditions, the connection, and what names our own hop. */
static bool is_left_out(const char *name, int size)
{
    static const char *const names[] = {
        "Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "Accept-Encoding",
        "Cache-Control", "Pragma", "Via", "Connection", "Proxy-Connection", "Keep-Alive", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Content-Length", "Expect",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((size_t)size == strlen(names[i]) && strncasecmp(name, names[i], (size_t)size) == 0) {
            return true;
        }
    }
    return false;
}

static bool put_client_fields(TSIOBuffer request, TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    TSMLoc field = TSMimeHdrFieldGet(buffer, header, 0);
    while (field) {
        int name_size = 0;
        const char *name = TSMimeHdrFieldNameGet(buffer, header, field, &name_size);
        if (name && name_size > 0 && name[0] != '@' && !is_left_out(name, name_size)) {
            int value_size = 0;
            const char *value = TSMimeHdrFieldValueStringGet(buffer, header, field, -1, &value_size);
            put(request, name, name_size);
            put_text(request, ": ");
            put(request, value ? value : "", value ? value_size : 0);
            put_text(request, "\r\n");
        }
        TSMLoc next = TSMimeHdrFieldNext(buffer, header, field);
        TSHandleMLocRelease(buffer, header, field);
        field = next;
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return true;
}

bool subrequest_write(TSIOBuffer request, TSHttpTxn txn, const struct options *options, const char *fields)
{
    put_text(request, "GET ");
    if (!put_url(request, txn, options->start_arg, options->end_arg)) {
        return false;
    }
    /* With HTTP/1.0 a range of a cached file would go to the origin. */
    put_text(request, " HTTP/1.1\r\n");
    if (!put_client_fields(request, txn)) {
        return false;
    }
    put_text(request, fields);
    /* Its end is what completes it, also where Traffic Server keeps internal connections alive. */
    put_text(request, "Connection: close\r\n\r\n");
    return true;
}
