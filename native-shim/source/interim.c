#include "source/interim.h"

/* After each one, Traffic Server reads on within the same call, so the stack grows with their number. */
#define INTERIM_MOST 16

/* Clients of this version get no interim answers. */
#define WITHOUT_INTERIM TS_HTTP_VERSION(0, 9)

/* With the transaction's mutex, in its hooks. */
struct interim {
    int version; /* of the client's request, while the header says another one */
    int count;
};

/*
 * The version in the request's header decides whether an interim answer goes to the client (9.2.9:
 * proxy/http/HttpTransact.cc, 4169; 10.1.4: src/proxy/http/HttpTransact.cc, 4173), and decides little else. If the
 * answer does not go there, the next header is read at once.
 */
static void say_version(TSHttpTxn txn, struct interim *interim, bool is_interim)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientReqGet(txn, &buffer, &header) != TS_SUCCESS) {
        return;
    }
    int version = TSHttpHdrVersionGet(buffer, header);
    if (is_interim && version != WITHOUT_INTERIM) {
        interim->version = version;
        TSHttpHdrVersionSet(buffer, header, WITHOUT_INTERIM);
    } else if (!is_interim && version == WITHOUT_INTERIM) {
        TSHttpHdrVersionSet(buffer, header, interim->version);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
}

static bool is_interim(TSHttpTxn txn)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return false;
    }
    int status = (int)TSHttpHdrStatusGet(buffer, header);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return status == 100 || status == 103;
}

static int on_hook(TSCont self, TSEvent event, void *data)
{
    TSHttpTxn txn = (TSHttpTxn)data;
    struct interim *interim = (struct interim *)TSContDataGet(self);
    TSEvent next = TS_EVENT_HTTP_CONTINUE;
    if (event == TS_EVENT_HTTP_TXN_CLOSE) {
        TSfree(interim);
        TSContDestroy(self);
    } else if (event == TS_EVENT_HTTP_READ_RESPONSE_HDR && is_interim(txn)) {
        say_version(txn, interim, true);
        if (++interim->count > INTERIM_MOST) {
            TSHttpTxnStatusSet(txn, TS_HTTP_STATUS_BAD_GATEWAY);
            next = TS_EVENT_HTTP_ERROR;
        }
    } else {
        say_version(txn, interim, false);
    }
    TSHttpTxnReenable(txn, next);
    return 0;
}

void interim_hide(TSHttpTxn txn)
{
    struct interim *interim = (struct interim *)TSmalloc(sizeof *interim);
    interim->version = TS_HTTP_VERSION(1, 1);
    interim->count = 0;
    TSCont self = TSContCreate(on_hook, NULL);
    TSContDataSet(self, interim);
    TSHttpTxnHookAdd(txn, TS_HTTP_READ_RESPONSE_HDR_HOOK, self);
    TSHttpTxnHookAdd(txn, TS_HTTP_SEND_RESPONSE_HDR_HOOK, self);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, self);
}
