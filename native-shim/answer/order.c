#include "answer/order.h"

#include "ats/headers.h"
#include "source/file_type.h"

/* Only the file itself is cut, or the part that was asked for: not what a redirect or an error brought instead. */
static bool is_of_file(TSHttpStatus status, enum read_path path)
{
    return status == TS_HTTP_STATUS_OK || (status == TS_HTTP_STATUS_PARTIAL_CONTENT && path == READ_FROM_ORIGIN);
}

static struct order_result result(enum order_outcome outcome, int64_t position, const char *reason)
{
    struct order_result made = {outcome, position, METRIC_UNTOUCHED, reason};
    return made;
}

static struct order_result declined(enum metric metric, const char *reason)
{
    struct order_result made = {OUTCOME_DECLINED, -1, metric, reason};
    return made;
}

struct order_result order_decide(const struct order *order, TSMBuffer buffer, TSMLoc header, int64_t size)
{
    if (order->task == ORDER_PASS || !is_of_file(TSHttpHdrStatusGet(buffer, header), order->path)) {
        return result(OUTCOME_PASS, -1, NULL);
    }
    /*
     * If only a range was asked for, the type is known already. Nor could such an answer be passed on: the rest of the
     * file is missing.
     */
    if (order->path == READ_STREAM && !file_type_is_media(order->options, buffer, header)) {
        return declined(METRIC_UNTOUCHED_TYPE, FILE_TYPE_OTHER);
    }
    if (!header_is_identity(buffer, header)) {
        return order->path == READ_STREAM
                   ? declined(METRIC_UNTOUCHED_ENCODED, "declined: Content-Encoding")
                   : result(OUTCOME_BROKEN, -1, "the file is encoded now, and only a part of it was asked for");
    }
    if (order->task == ORDER_FIND) {
        return result(OUTCOME_FIND, 0, NULL);
    }
    int64_t position = read_range_position(order->cut, order->file_size, order->path, size);
    return position < 0 ? result(OUTCOME_BROKEN, -1, "the cache delivered other bytes than it was asked for")
                        : result(OUTCOME_CUT, position, NULL);
}
