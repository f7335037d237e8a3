#include "source/deadline.h"

#include <string.h>

/* How long a client is kept waiting where Traffic Server sets no limit. */
#define SECONDS_MOST 15
/* The alarm rings a little later, when the time is over beyond doubt. */
#define ALARM_LATER_MS 10

void deadline_open(struct deadline *deadline, TSHttpTxn txn, deadline_over over, void *data)
{
    TSMgmtInt seconds = 0;
    TSHttpTxnConfigIntGet(txn, TS_CONFIG_HTTP_TRANSACTION_NO_ACTIVITY_TIMEOUT_IN, &seconds);
    memset(deadline, 0, sizeof *deadline);
    deadline->seconds = seconds > 1 ? (int)(seconds / 2) : SECONDS_MOST;
    deadline->at = TShrtime() + deadline->seconds * INT64_C(1000000000);
    deadline->over = over;
    deadline->data = data;
}

static int on_alarm(TSCont alarm, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct deadline *deadline = (struct deadline *)TSContDataGet(alarm);
    deadline->ringing = NULL;
    deadline->over(deadline->data);
    return 0;
}

void deadline_set_alarm(struct deadline *deadline, TSHttpTxn txn)
{
    if (!deadline->alarm) {
        deadline->alarm = TSContCreate(on_alarm, TSContMutexGet((TSCont)txn));
        TSContDataSet(deadline->alarm, deadline);
        int64_t left = (deadline->at - TShrtime()) / INT64_C(1000000);
        TSHRTime delay = (left > 0 ? left : 0) + ALARM_LATER_MS;
        deadline->ringing = TSContScheduleOnThread(deadline->alarm, delay, TSEventThreadSelf());
    }
}

bool deadline_is_over(const struct deadline *deadline)
{
    return TShrtime() >= deadline->at;
}

void deadline_close(struct deadline *deadline)
{
    if (deadline->ringing) {
        TSActionCancel(deadline->ringing);
        deadline->ringing = NULL;
    }
    if (deadline->alarm) {
        TSContDestroy(deadline->alarm);
        deadline->alarm = NULL;
    }
}
