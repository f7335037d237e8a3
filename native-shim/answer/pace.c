#include "answer/pace.h"

bool pace_is_flow_controlled(void)
{
    /* A transaction's own value has no effect: a tunnel is made with the global one. */
    TSMgmtInt enabled = 0;
    return TSMgmtIntGet("proxy.config.http.flow_control.enabled", &enabled) == TS_SUCCESS && enabled != 0;
}

void pace_open(struct pace *pace, TSHttpTxn txn)
{
    TSHttpSsn session = TSHttpTxnSsnGet(txn);
    TSVConn connection = session ? TSHttpSsnClientVConnGet(session) : NULL;
    pace->most = PACE_FIRST;
    pace->client = connection ? TSVConnWriteVIOGet(connection) : NULL;
}

/*
 * The output is read only once the client's side is set up. An HTTP/1 connection then belongs to the transaction, and
 * has its mutex. An HTTP/2 connection never does, and may end before its stream: so it is forgotten.
 */
static void settle(struct pace *pace, TSVConn transform)
{
    pace->settled = true;
    if (pace->client && TSVIOMutexGet(pace->client) != TSContMutexGet(transform)) {
        pace->client = NULL;
    }
}

/* Bytes that may be in the output buffer. Not 0: something has to be there for the client's side to take. */
static int64_t most_staged(const struct pace *pace)
{
    /* Not before it is settled: the reader may be that of the connection's last answer, which is gone. */
    TSIOBufferReader pile = pace->settled && pace->client ? TSVIOReaderGet(pace->client) : NULL;
    int64_t room = PACE_MOST - (pile ? TSIOBufferReaderAvail(pile) : 0);
    return room < 1 ? 1 : room < pace->most ? room : pace->most;
}

int64_t pace_room(struct pace *pace, TSVConn transform, TSEvent event, int64_t staged)
{
    bool asked = event == TS_EVENT_VCONN_WRITE_READY;
    if (asked) {
        if (!pace->settled) {
            settle(pace, transform);
        }
        if (!pace->pushed) {
            pace->most = PACE_MOST;
            pace->unproven = 0;
        }
        pace->pushed = false;
    }
    /* What is added while a push is under way would go with it. */
    if (pace->pushed) {
        return 0;
    }
    int64_t most = most_staged(pace);
    pace->push = staged == 0 && !asked;
    if (pace->push && !pace->client && most > PACE_MOST - pace->unproven) {
        most = pace->unproven < PACE_MOST ? PACE_MOST - pace->unproven : 1;
    }
    return most > staged ? most - staged : 0;
}

void pace_added(struct pace *pace, TSVIO output, int64_t added)
{
    if (added > 0 && pace->push) {
        pace->pushed = true;
        pace->unproven += added;
        TSVIOReenable(output);
    }
}
