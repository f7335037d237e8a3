#include "seek/seek_change.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "ats/debug.h"
#include "ats/report.h"

static void refuse(TSHttpTxn txn, const char *from, const char *next)
{
    char line[128];
    snprintf(line, sizeof line, "internal error: a seek that is %s cannot become %s", from, next);
    report_add(METRIC_IMPOSSIBLE_CHANGES, 1);
    report_request(TSMP4_ERROR, txn, line);
#ifdef TSMP4_CHECKED
    abort();
#endif
}

enum seek_state seek_change(const struct seek_change_of *seek, enum seek_state from, enum seek_state next,
                            const char *format, va_list arguments)
{
    if (!seek_state_may_follow(from, next)) {
        refuse(seek->txn, seek_state_name(from), seek_state_name(next));
        return from;
    }
    if (debug_is_on()) {
        char why[TSMP4_REASON_SIZE + 256];
        vsnprintf(why, sizeof why, format, arguments);
        debug_line("[%" PRIu64 "] %s -> %s: %s", seek->number, seek_state_name(from), seek_state_name(next), why);
    }
    return next;
}
