#include "entry/remap.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "answer/pace.h"
#include "ats/crowd.h"
#include "ats/debug.h"
#include "ats/headers.h"
#include "ats/report.h"
#include "seek/seek.h"
#include "source/cache_fill.h"
#include "source/cache_write.h"
#include "source/neighbours.h"
#include "source/own_request.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_OTHER };

static enum method method_of(const TSRemapRequestInfo *request)
{
    int size = 0;
    const char *text = TSHttpHdrMethodGet(request->requestBufp, request->requestHdrp, &size);
    if (text && size == 3 && memcmp(text, "GET", 3) == 0) {
        return METHOD_GET;
    }
    return text && size == 4 && memcmp(text, "HEAD", 4) == 0 ? METHOD_HEAD : METHOD_OTHER;
}

/*
 * Where the Content-Type decides what is media, a refused request may not be a seek at all: it goes on as a request for
 * the whole file.
 */
static void refuse(const struct rule *rule, TSHttpTxn txn, const char *reason)
{
    if (rule->options.types.size > 0) {
        return;
    }
    int size = (int)strlen(reason);
    char *body = (char *)TSmalloc((size_t)size + 2);
    memcpy(body, reason, (size_t)size);
    body[size] = '\n';
    body[size + 1] = '\0';
    report_add(METRIC_BAD_REQUEST, 1);
    TSHttpTxnStatusSet(txn, TS_HTTP_STATUS_BAD_REQUEST);
    /* Both texts are Traffic Server's now. */
    TSHttpTxnErrorBodySet(txn, body, (size_t)size + 1, TSstrdup("text/plain"));
}

static struct tsmp4_text argument(const struct query_value *value)
{
    struct tsmp4_text text = {value->text, value->size};
    return text;
}

/*
 * Removes what would be judged against the whole file, or would choose bytes or an encoding of it. The engine has what
 * it needs of that. Dates stay, since they are about the file itself.
 */
static void remove_fields(const TSRemapRequestInfo *request)
{
    TSMBuffer buffer = request->requestBufp;
    TSMLoc header = request->requestHdrp;
    header_remove(buffer, header, "Range");
    header_remove(buffer, header, "If-Range");
    header_remove(buffer, header, "Accept-Encoding");
    /* A tag goes before a date (RFC 9110, 13.2.2). */
    if (header_has(buffer, header, "If-None-Match")) {
        header_remove(buffer, header, "If-None-Match");
        header_remove(buffer, header, "If-Modified-Since");
    }
    if (header_has(buffer, header, "If-Match")) {
        header_remove(buffer, header, "If-Match");
        header_remove(buffer, header, "If-Unmodified-Since");
    }
}

/* For a client without a connection, Traffic Server takes all of the answer at once, however large it is. */
static void warn_of_no_bound(TSHttpTxn txn, const struct tsmp4_request *request)
{
    static bool is_told;
    if (TSHttpTxnIsInternal(txn) == 1 && !request->range.bytes && !pace_is_flow_controlled() &&
        !__atomic_exchange_n(&is_told, true, __ATOMIC_RELAXED)) {
        report_request(
            TSMP4_WARNING, txn,
            "another plugin asks for a cut: set proxy.config.http.flow_control.enabled to 1, or such cuts may "
            "take as much memory as they are long");
    }
}

/* Its answer is to be a cut. */
static void begin(const struct rule *rule, TSHttpTxn txn, const TSRemapRequestInfo *from,
                  const struct tsmp4_request *request, struct engine_seek *engine)
{
    warn_of_no_bound(txn, request);
    seek_begin(txn, rule, request, engine);
    remove_fields(from);
    neighbours_keep_off(txn, from);
}

#define TEXT(text) (int)(text).size, (text).bytes ? (text).bytes : "" /* for %.*s */

static void tell_asked(TSHttpTxn txn, const struct tsmp4_request *request)
{
    char url[REPORT_URL_SIZE];
    if (debug_is_on()) {
        report_url(txn, url);
        debug_line("[%" PRIu64 "] asked: start=%.*s end=%.*s exact=%d of %s", TSHttpTxnIdGet(txn), TEXT(request->start),
                   TEXT(request->end), request->exact, url);
    }
}

/* The fields that are read here, or removed. */
static const char *const fields[] = {
    "Range",           "If-Range",   "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
    "Accept-Encoding", "Connection", NULL,
};

static void open_seek(const struct rule *rule, TSHttpTxn txn, const TSRemapRequestInfo *from,
                      const struct tsmp4_request *request)
{
    struct tsmp4_answer answer;
    switch (engine_seek_ask(rule->engine, request, NULL, &answer)) {
    case TSMP4_WHOLE:
        break;
    case TSMP4_BAD_REQUEST:
        refuse(rule, txn, answer.decline.reason);
        break;
    case TSMP4_OK:
        begin(rule, txn, from, request, engine_seek_of_handle(rule->engine, answer.seek));
        break;
    default:
        seek_begin_declined(txn, rule, request, &answer.decline);
        break;
    }
}

static void ask_engine(const struct rule *rule, TSHttpTxn txn, const TSRemapRequestInfo *from, bool is_head,
                       const struct query_seek *asked)
{
    char why[CROWD_WHY];
    if (crowd_is_in(from->requestBufp, from->requestHdrp, fields, why)) {
        refuse(rule, txn, why);
        return;
    }
    char *match = NULL;
    char *none_match = NULL;
    struct tsmp4_request request;
    memset(&request, 0, sizeof request);
    request.start = argument(&asked->start);
    request.end = argument(&asked->end);
    request.range = header_text(from->requestBufp, from->requestHdrp, "Range");
    request.if_range = header_text(from->requestBufp, from->requestHdrp, "If-Range");
    request.if_match = header_list(from->requestBufp, from->requestHdrp, "If-Match", &match);
    request.if_none_match = header_list(from->requestBufp, from->requestHdrp, "If-None-Match", &none_match);
    request.moov_max = rule->options.moov_max;
    request.index_budget = rule->options.index_budget;
    request.is_head = is_head;
    request.exact = query_flag(&asked->exact, rule->options.exact);
    request.loose_time = rule->options.loose_time;
    tell_asked(txn, &request);
    if (query_is_time(&asked->start)) {
        /* Beyond doubt a seek: the engine is told of it when the file is known. */
        begin(rule, txn, from, &request, engine_seek_of_request(rule->engine, &request));
    } else {
        open_seek(rule, txn, from, &request);
    }
    TSfree(match);
    TSfree(none_match);
}

/* The parts are the file's own: what is put together from them is the file, or is cut by this plugin itself. */
static void pass_part(const struct rule *rule, TSHttpTxn txn, bool is_head)
{
    static const struct tsmp4_decline why = {
        TSMP4_CAUSE_PARTS, 0,
        "a plugin that this one does not know asks for a part of the file: put it into another rule"};
    struct tsmp4_request request;
    memset(&request, 0, sizeof request);
    request.is_head = is_head;
    seek_begin_declined(txn, rule, &request, &why);
}

/* The plugin's own requests have the client's URL, seek and all. */
static bool is_own(const struct rule *rule, TSHttpTxn txn, const TSRemapRequestInfo *request)
{
    enum own_request kind;
    if (!own_request_arrive(txn, request, &kind)) {
        return false;
    }
    if (kind == OWN_REQUEST_FILL) {
        cache_fill_follow(txn);
        cache_write_follow(txn, rule->writes);
    }
    return true;
}

/* A client's request for a file: a seek, or for all of it. */
static void take_request(const struct rule *rule, TSHttpTxn txn, const TSRemapRequestInfo *request, enum method method,
                         const struct query_seek *asked)
{
    if (method == METHOD_GET) {
        cache_write_follow(txn, rule->writes);
    }
    if (!asked || !rule->engine) {
        return;
    }
    if (neighbours_ask_by_parts(txn, request)) {
        pass_part(rule, txn, method == METHOD_HEAD);
    } else {
        ask_engine(rule, txn, request, method == METHOD_HEAD, asked);
    }
}

void remap_request(const struct rule *rule, TSHttpTxn txn, TSRemapRequestInfo *request)
{
    enum method method = method_of(request);
    if (method == METHOD_OTHER) {
        return;
    }
    int path_size = 0;
    const char *path = TSUrlPathGet(request->requestBufp, request->requestUrl, &path_size);
    if (!options_match_path(&rule->options, path, path_size)) {
        return;
    }
    int query_size = 0;
    const char *query = TSUrlHttpQueryGet(request->requestBufp, request->requestUrl, &query_size);
    struct query_names names = options_names(&rule->options);
    struct query_seek asked;
    if (!query || query_size <= 0 || !query_find(query, query_size, &names, &asked)) {
        take_request(rule, txn, request, method, NULL);
        return;
    }
    if (neighbours_claim(txn) && !is_own(rule, txn, request)) {
        take_request(rule, txn, request, method, &asked);
    }
    char *rest = (char *)TSmalloc((size_t)query_size);
    int64_t rest_size = query_strip(query, query_size, &names, rest);
    TSUrlHttpQuerySet(request->requestBufp, request->requestUrl, rest, (int)rest_size);
    TSfree(rest);
}
