#include "source/after_remap.h"

/* Owned by its continuation, and gone with the transaction. */
struct later {
    after_remap_change change;
};

static int on_hook(TSCont self, TSEvent event, void *data)
{
    TSHttpTxn txn = (TSHttpTxn)data;
    struct later *later = (struct later *)TSContDataGet(self);
    TSMBuffer buffer;
    TSMLoc header;
    if (event == TS_EVENT_HTTP_TXN_CLOSE) {
        TSfree(later);
        TSContDestroy(self);
    } else if (TSHttpTxnClientReqGet(txn, &buffer, &header) == TS_SUCCESS) {
        later->change(buffer, header);
        TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    }
    TSHttpTxnReenable(txn, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

void after_remap(TSHttpTxn txn, after_remap_change change)
{
    struct later *later = (struct later *)TSmalloc(sizeof *later);
    later->change = change;
    TSCont hooks = TSContCreate(on_hook, NULL);
    TSContDataSet(hooks, later);
    TSHttpTxnHookAdd(txn, TS_HTTP_POST_REMAP_HOOK, hooks);
    TSHttpTxnHookAdd(txn, TS_HTTP_TXN_CLOSE_HOOK, hooks);
}
