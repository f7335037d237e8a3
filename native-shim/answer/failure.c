#include "answer/failure.h"

#include "ats/headers.h"

#define CLOSE_AFTER_NS INT64_C(1000000)

enum failure_state { FAILURE_COMING, FAILURE_DELIVERED, FAILURE_CANCELLED };

/* Guarded by the mutex of the transaction. Whoever comes last, the event or failure_cancel, frees it. */
struct failure {
    TSHttpTxn txn;
    enum failure_state state;
};

static bool has_client_left(TSHttpTxn txn)
{
    TSHRTime left = 0;
    return TSHttpTxnMilestoneGet(txn, TS_MILESTONE_UA_CLOSE, &left) == TS_SUCCESS && left > 0;
}

/*
 * No hook holds the transaction here. That is safe with an error, and only so: HttpSM::state_api_callout accepts
 * HTTP_API_ERROR in any state and jumps to HttpTransact::HandleApiErrorJump, unless the transaction is closing
 * (9.2.9: proxy/http/HttpSM.cc, 1610 to 1632 and 1658; 10.1.4: src/proxy/http/HttpSM.cc, 1494 to 1516 and 1546).
 * A client that has left may mean that it is closing, so then nothing is delivered.
 * On the transaction's thread and with its mutex TSHttpTxnReenable calls the state machine at once. From another
 * thread it would be called later, when the transaction may be gone (9.2.9: src/traffic_server/InkAPI.cc, 6299;
 * 10.1.4: src/api/InkAPI.cc, 5036).
 */
static int on_thread(TSCont self, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct failure *failure = (struct failure *)TSContDataGet(self);
    TSContDestroy(self);
    if (failure->state == FAILURE_CANCELLED) {
        TSfree(failure);
        return 0;
    }
    TSHttpTxn txn = failure->txn;
    failure->state = FAILURE_DELIVERED;
    if (!has_client_left(txn)) {
        TSHttpTxnStatusSet(txn, TS_HTTP_STATUS_BAD_GATEWAY);
        TSHttpTxnReenable(txn, TS_EVENT_HTTP_ERROR);
    }
    return 0;
}

struct failure *failure_deliver(TSHttpTxn txn, TSEventThread thread)
{
    struct failure *failure = (struct failure *)TSmalloc(sizeof *failure);
    failure->txn = txn;
    failure->state = FAILURE_COMING;
    TSCont self = TSContCreate(on_thread, TSContMutexGet((TSCont)txn));
    TSContDataSet(self, failure);
    TSContScheduleOnThread(self, 0, thread);
    return failure;
}

void failure_cancel(struct failure *failure)
{
    if (failure && failure->state == FAILURE_COMING) {
        failure->state = FAILURE_CANCELLED;
    } else {
        TSfree(failure);
    }
}

/* All of a file may have come, though the transform was not called for the last of it. */
static bool has_come(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    int64_t length = header_length(buffer, header);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return length >= 0 && TSHttpTxnServerRespBodyBytesGet(txn) >= length;
}

bool failure_is_of_origin(TSHttpTxn txn)
{
    TSHRTime at = 0;
    return !has_come(txn) && TSHttpTxnMilestoneGet(txn, TS_MILESTONE_SERVER_CLOSE, &at) == TS_SUCCESS && at > 0;
}

void failure_close_client(TSHttpTxn txn)
{
    if (TSHttpTxnClientProtocolStackContains(txn, "h2")) {
        return;
    }
    TSHttpSsn session = TSHttpTxnSsnGet(txn);
    TSVConn client = session ? TSHttpSsnClientVConnGet(session) : NULL;
    if (client) {
        TSVConnInactivityTimeoutSet(client, CLOSE_AFTER_NS);
    }
}
