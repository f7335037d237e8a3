#include "source/own_request.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/random.h>
#endif

#include "ats/headers.h"
#include "ats/url.h"
#include "source/after_remap.h"
#include "source/interim.h"
#include "source/neighbours.h"

/*
 * The mark of the plugin's own requests. It also holds their range: if the request had a Range, a cache_range_requests
 * in the rule would look it up under a key of its own. Once all plugins of the rule have seen the request, a Range
 * replaces the mark.
 */
#define KIND_FIELD "X-" TSMP4_TAG
#define WORD_BYTES 16
#define RANGE_SIZE 64 /* of "bytes=1-2", with its end */

/* The value of the field is this word, which no one can guess, a letter for the kind, and the range of a part. */
static char word[2 * WORD_BYTES + 1];
static const char kind_letters[] = {'c', 'o', 'f'};

void own_request_open(void)
{
    unsigned char random[WORD_BYTES];
    if (*word || getentropy(random, sizeof random) != 0) {
        return;
    }
    for (int i = 0; i < WORD_BYTES; i++) {
        snprintf(word + 2 * i, 3, "%02x", random[i]);
    }
}

static void put(TSIOBuffer request, const char *text, int64_t size)
{
    TSIOBufferWrite(request, text, size);
}

static void put_text(TSIOBuffer request, const char *text)
{
    put(request, text, (int64_t)strlen(text));
}

/* What the client asked, to the letter, since it may be signed. */
static bool put_url(TSIOBuffer request, TSHttpTxn txn)
{
    int size = 0;
    char *text = url_pristine(txn, &size);
    if (!text) {
        return false;
    }
    put(request, text, size);
    TSfree(text);
    return true;
}

/*
 * Fields that the client's request does not decide here: the range, conditions, the connection, and those about this
 * hop.
 */
static bool is_left_out(const char *name, int size)
{
    static const char *const names[] = {
        "Range",
        "If-Range",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "Accept-Encoding",
        "Cache-Control",
        "Pragma",
        "Via",
        "Connection",
        "Proxy-Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Content-Length",
        "Expect",
        KIND_FIELD,
        SLICE_FIELD,
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

static void put_own_fields(TSIOBuffer request, enum own_request kind, int64_t begin, int64_t end)
{
    char fields[256];
    char range[RANGE_SIZE] = "";
    if (kind != OWN_REQUEST_FILL) {
        snprintf(range, sizeof range, "bytes=%" PRId64 "-%" PRId64, begin, end - 1);
    }
    /* The end of the connection completes the answer, also where Traffic Server keeps internal connections alive. */
    snprintf(fields, sizeof fields, KIND_FIELD ": %s%c%s\r\n" SLICE_FIELD ": -\r\nConnection: close\r\n", word,
             kind_letters[kind], range);
    put_text(request, fields);
    if (kind == OWN_REQUEST_CACHE) {
        put_text(request, "Cache-Control: only-if-cached, max-stale\r\n");
    }
}

bool own_request_write(TSIOBuffer request, TSHttpTxn txn, enum own_request kind, int64_t begin, int64_t end)
{
    put_text(request, "GET ");
    if (!*word || !put_url(request, txn)) {
        return false;
    }
    /* With HTTP/1.0 a range of a cached file would go to the origin. */
    put_text(request, " HTTP/1.1\r\n");
    if (!put_client_fields(request, txn)) {
        return false;
    }
    put_own_fields(request, kind, begin, end);
    put_text(request, "\r\n");
    return true;
}

enum sameness own_request_sameness(enum own_request kind)
{
    return kind == OWN_REQUEST_CACHE ? SAME_COPY : SAME_VERSION;
}

void own_request_use_own_connection(TSHttpTxn txn)
{
    static const TSMgmtInt never = 0;
    TSHttpTxnConfigIntSet(txn, TS_CONFIG_HTTP_SERVER_SESSION_SHARING_MATCH, never);
    TSHttpTxnConfigIntSet(txn, TS_CONFIG_HTTP_KEEP_ALIVE_ENABLED_OUT, never);
}

/* The mark of a request of this copy of the plugin, from its letter on; nothing where it has none. */
static struct tsmp4_text mark_of(TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_text mark = header_text(buffer, header, KIND_FIELD);
    int64_t size = (int64_t)sizeof word - 1;
    if (!mark.bytes || mark.size <= size || memcmp(mark.bytes, word, (size_t)size) != 0) {
        struct tsmp4_text nothing = {NULL, 0};
        return nothing;
    }
    mark.bytes += size;
    mark.size -= size;
    return mark;
}

static void unmask(TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_text mark = mark_of(buffer, header);
    char range[RANGE_SIZE];
    if (mark.size > 1) {
        int size = snprintf(range, sizeof range, "%.*s", (int)mark.size - 1, mark.bytes + 1);
        header_set(buffer, header, "Range", range, size);
    }
    header_remove(buffer, header, KIND_FIELD);
    header_remove(buffer, header, SLICE_FIELD);
}

bool own_request_arrive(TSHttpTxn txn, const TSRemapRequestInfo *request, enum own_request *kind)
{
    struct tsmp4_text mark = {NULL, 0};
    if (TSHttpTxnIsInternal(txn) == 1) {
        mark = mark_of(request->requestBufp, request->requestHdrp);
    }
    if (!mark.bytes) {
        return false;
    }
    interim_hide(txn);
    const char *letter = (const char *)memchr(kind_letters, *mark.bytes, sizeof kind_letters);
    *kind = letter ? (enum own_request)(letter - kind_letters) : OWN_REQUEST_CACHE;
    after_remap(txn, unmask);
    if (*kind == OWN_REQUEST_ORIGIN) {
        TSHttpTxnConfigIntSet(txn, TS_CONFIG_HTTP_CACHE_HTTP, 0);
        /* It goes to the same parent as a plain request for the file, which may be cached. */
        TSHttpTxnConfigIntSet(txn, TS_CONFIG_HTTP_UNCACHEABLE_REQUESTS_BYPASS_PARENT, 0);
        own_request_use_own_connection(txn);
    }
    return true;
}
