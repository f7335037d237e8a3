#include "answer/break_off.h"

#include "answer/input.h"

/*
 * Traffic Server does not survive the abort of an output that it has not begun to read; then the client has no header
 * yet, and the input is failed instead.
 */
enum break_off break_off_by(TSVConn transform, bool is_read)
{
    if (is_read) {
        return BREAK_OUTPUT;
    }
    return TSVIOBufferGet(TSVConnWriteVIOGet(transform)) ? BREAK_INPUT : BREAK_LATER;
}

void break_off(TSVConn transform, TSHttpTxn txn, enum break_off how)
{
    switch (how) {
    case BREAK_OUTPUT:
        TSVConnAbort(TSTransformOutputVConnGet(transform), 1);
        break;
    case BREAK_INPUT:
        TSHttpTxnStatusSet(txn, TS_HTTP_STATUS_BAD_GATEWAY);
        input_fail(TSVConnWriteVIOGet(transform));
        break;
    case BREAK_LATER:
        break;
    }
}
