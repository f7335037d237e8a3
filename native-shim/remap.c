#include "remap.h"

#include <string.h>

#include "headers.h"
#include "report.h"
#include "seek.h"
#include "subrequest.h"

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

static void refuse(TSHttpTxn txn, const char *reason)
{
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

static void ask_engine(const struct rule *rule, TSHttpTxn txn, const TSRemapRequestInfo *from, bool is_head,
                       const struct query_seek *asked)
{
    struct tsmp4_request request;
    memset(&request, 0, sizeof request);
    request.start = argument(&asked->start);
    request.end = argument(&asked->end);
    request.range = header_text(from->requestBufp, from->requestHdrp, "Range");
    request.if_range = header_text(from->requestBufp, from->requestHdrp, "If-Range");
    request.if_match = header_text(from->requestBufp, from->requestHdrp, "If-Match");
    request.if_none_match = header_text(from->requestBufp, from->requestHdrp, "If-None-Match");
    request.moov_max = rule->options.moov_max;
    request.index_budget = rule->options.index_budget;
    request.is_head = is_head;
    request.exact = query_flag(&asked->exact, rule->options.exact);
    if (query_is_time(&asked->start)) {
        seek_begin_unopened(txn, rule, &request);
        return;
    }
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    switch (rule->engine->open(&request, &answer)) {
    case TSMP4_WHOLE:
        break;
    case TSMP4_BAD_REQUEST:
        refuse(txn, answer.reason);
        break;
    case TSMP4_OK:
        seek_begin(txn, rule, is_head, &answer);
        break;
    default:
        answer.seek = 0;
        seek_begin(txn, rule, is_head, &answer);
        break;
    }
}

void remap_request(const struct rule *rule, TSHttpTxn txn, TSRemapRequestInfo *request)
{
    int query_size = 0;
    const char *query = TSUrlHttpQueryGet(request->requestBufp, request->requestUrl, &query_size);
    if (!query || query_size <= 0) {
        return;
    }
    enum method method = method_of(request);
    if (method == METHOD_OTHER) {
        return;
    }
    int path_size = 0;
    const char *path = TSUrlPathGet(request->requestBufp, request->requestUrl, &path_size);
    if (!path || !options_match_suffix(&rule->options, path, path_size)) {
        return;
    }
    struct query_names names = options_names(&rule->options);
    struct query_seek asked;
    if (!query_find(query, query_size, &names, &asked)) {
        return;
    }
    /* Our own requests have the client's URL, seek and all. */
    if (!subrequest_arrive(txn, request) && rule->engine) {
        ask_engine(rule, txn, request, method == METHOD_HEAD, &asked);
    }
    char *rest = (char *)TSmalloc((size_t)query_size);
    int64_t rest_size = query_strip(query, query_size, &names, rest);
    TSUrlHttpQuerySet(request->requestBufp, request->requestUrl, rest, (int)rest_size);
    TSfree(rest);
}
