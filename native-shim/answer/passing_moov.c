#include "answer/passing_moov.h"

#include "answer/input.h"

/* Bytes that may be read in addition to the moov: what comes before it, and the rest of its last block. */
#define HELD_SLACK (INT64_C(4) << 20)

static enum passing_moov decline(struct passing_moov_decline *why, enum metric metric, const char *reason)
{
    why->metric = metric;
    why->reason = reason;
    return PASSING_MOOV_DECLINED;
}

enum passing_moov passing_moov_take(struct stream *stream, TSVIO input, int64_t moov_max, struct tsmp4_answer *answer,
                                    struct passing_moov_decline *why)
{
    int32_t verdict = stream_collect(stream, input, answer);
    if (verdict == TSMP4_OK) {
        return PASSING_MOOV_COMPLETE;
    }
    if (verdict != TSMP4_MORE) {
        return decline(why, report_metric_of(answer->decline.cause), answer->decline.reason);
    }
    if (input_is_over(input)) {
        return decline(why, METRIC_UNTOUCHED_FILE, "declined: the file ends before its moov does");
    }
    if (stream->taken > 2 * moov_max + HELD_SLACK) {
        return decline(why, METRIC_UNTOUCHED_FILE, "declined: no complete moov within twice --moov-max");
    }
    return PASSING_MOOV_COMES;
}
