#include "answer/input.h"

int64_t input_size(TSVIO input)
{
    int64_t size = TSVIONBytesGet(input);
    return size == INT64_MAX ? -1 : size;
}

int64_t input_available(TSVIO input)
{
    if (!TSVIOBufferGet(input)) {
        return 0;
    }
    int64_t available = TSIOBufferReaderAvail(TSVIOReaderGet(input));
    int64_t todo = TSVIONTodoGet(input);
    return available < todo ? available : todo;
}

bool input_is_over(TSVIO input)
{
    return !TSVIOBufferGet(input) || TSVIONTodoGet(input) <= 0;
}

bool input_is_all_there(TSVIO input)
{
    return input_available(input) >= TSVIONTodoGet(input);
}

void input_consume(TSVIO input, int64_t size)
{
    TSIOBufferReaderConsume(TSVIOReaderGet(input), size);
    TSVIONDoneSet(input, TSVIONDoneGet(input) + size);
}

static void tell(TSVIO input, TSEvent event)
{
    if (TSVIOBufferGet(input)) {
        TSContCall(TSVIOContGet(input), event, input);
    }
}

void input_ask(TSVIO input)
{
    tell(input, TS_EVENT_VCONN_WRITE_READY);
}

void input_end(TSVIO input)
{
    tell(input, input_is_over(input) ? TS_EVENT_VCONN_WRITE_COMPLETE : TS_EVENT_VCONN_EOS);
}

void input_fail(TSVIO input)
{
    TSContCall(TSVIOContGet(input), TS_EVENT_ERROR, input);
}
