#include "source/range_request.h"

#include <string.h>

#define GIVE_UP_NS INT64_C(1)

/* One try more than the file would get. */
static void allow_another(TSHttpTxn txn, TSOverridableConfigKey key)
{
    TSMgmtInt tries = 0;
    if (TSHttpTxnConfigIntGet(txn, key, &tries) == TS_SUCCESS) {
        TSHttpTxnConfigIntSet(txn, key, tries + 1);
    }
}

/* Traffic Server finds that the origin is silent, within a second, and tries again: GET is safe. */
static void on_silence(void *data)
{
    const struct range_request *request = (const struct range_request *)data;
    TSVConn origin = TSHttpTxnServerVConnGet(request->txn);
    if (origin) {
        TSVConnInactivityTimeoutSet(origin, GIVE_UP_NS);
    }
}

void range_request_open(struct range_request *request, TSHttpTxn txn)
{
    memset(request, 0, sizeof *request);
    request->txn = txn;
    allow_another(txn, TS_CONFIG_HTTP_CONNECT_ATTEMPTS_MAX_RETRIES);
    allow_another(txn, ATS_CONFIG_RETRIES_DOWN);
}

bool range_request_send(struct range_request *request)
{
    range_request_end(request);
    if (request->is_sent) {
        return false;
    }
    request->is_sent = true;
    deadline_open(&request->deadline, request->txn, on_silence, request);
    deadline_set_alarm(&request->deadline, request->txn);
    return true;
}

void range_request_end(struct range_request *request)
{
    deadline_close(&request->deadline);
}
