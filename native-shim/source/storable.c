#include "source/storable.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ats/headers.h"

/* How much of Cache-Control is looked at, with the terminating zero. */
#define STORABLE_CONTROL 160

/*
 * If proxy.config.http.cache.required_headers is 1, Last-Modified is enough. If it is 2, only Expires, max-age or
 * s-maxage is.
 */
#define REQUIRED_LAST_MODIFIED 1

enum storable storable_is_of_size(int64_t size, char why[STORABLE_WHY])
{
    static const struct {
        const char *record, *text;
    } limits[] = {
        {"proxy.config.cache.max_doc_size", "proxy.config.cache.max_doc_size allows"},
        /* A file lies in one span of the cache, so it may be too large for that; only its fill can show it. */
        {"proxy.process.cache.bytes_total", "the cache has room for"},
    };
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        TSMgmtInt most = 0;
        if (TSMgmtIntGet(limits[i].record, &most) == TS_SUCCESS && most > 0 && size > most) {
            snprintf(why, STORABLE_WHY, "is not fetched into the cache: it has more bytes than the %" PRId64 " that %s",
                     (int64_t)most, limits[i].text);
            return STORABLE_NOT;
        }
    }
    return STORABLE;
}

/* Whether an answer with all of the file may be stored, by Traffic Server's own rules: no part ever is. */
static bool is_cacheable(TSHttpTxn txn, TSMBuffer buffer, TSMLoc header)
{
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    TSHttpHdrStatusSet(buffer, header, TS_HTTP_STATUS_OK);
    bool is = TSHttpTxnIsCacheable(txn, NULL, NULL) == 1;
    TSHttpHdrStatusSet(buffer, header, status);
    return is;
}

/* All of Cache-Control, as far as there is room. */
static void read_control(TSMBuffer buffer, TSMLoc header, char control[STORABLE_CONTROL])
{
    char *made = NULL;
    struct tsmp4_text list = header_list(buffer, header, "Cache-Control", &made);
    snprintf(control, STORABLE_CONTROL, "%.*s", (int)list.size, list.bytes ? list.bytes : "");
    TSfree(made);
}

static bool says_one_of(const char *control, const char *const *words)
{
    bool says = false;
    for (; *words; words++) {
        says = says || strcasestr(control, *words);
    }
    return says;
}

static enum storable is_by_header(TSHttpTxn txn, TSMBuffer buffer, TSMLoc header, char why[STORABLE_WHY])
{
    static const char *const forbidding[] = {"no-store", "no-cache", "private", NULL};
    static const char *const expiring[] = {"max-age", "s-maxage", NULL};
    if (is_cacheable(txn, buffer, header)) {
        return STORABLE;
    }
    char control[STORABLE_CONTROL];
    read_control(buffer, header, control);
    TSMgmtInt required = 0;
    TSHttpTxnConfigIntGet(txn, TS_CONFIG_HTTP_CACHE_REQUIRED_HEADERS, &required);
    bool is_silent =
        !says_one_of(control, forbidding) && !says_one_of(control, expiring) && !header_has(buffer, header, "Expires");
    if (required == REQUIRED_LAST_MODIFIED && is_silent && TSHttpHdrStatusGet(buffer, header) != TS_HTTP_STATUS_OK) {
        /* A part may leave Last-Modified out (RFC 9110, 15.3.7): an answer with all of the file will tell. */
        return STORABLE;
    }
    if (required > 0 && is_silent) {
        snprintf(why, STORABLE_WHY,
                 "files that come without Expires or max-age are not cached, so each seek asks the origin: "
                 "proxy.config.http.cache.required_headers is %d",
                 (int)required);
        return STORABLE_BY_NO_HEADER;
    }
    snprintf(why, STORABLE_WHY,
             "is not fetched into the cache: the request, the answer or a setting forbids it (Cache-Control: %s)",
             control);
    return STORABLE_NOT;
}

enum storable storable_is(TSHttpTxn txn, int64_t size, char why[STORABLE_WHY])
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return STORABLE;
    }
    enum storable is = is_by_header(txn, buffer, header, why);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return is == STORABLE ? storable_is_of_size(size, why) : is;
}
