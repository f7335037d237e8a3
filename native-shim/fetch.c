#include "fetch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "subrequest.h"

enum { FETCH_SUCCESS = 75001, FETCH_FAILURE, FETCH_TIMEOUT };

struct fetch {
    fetch_done done;
    void *data;
};

static void deliver(const struct fetch *fetch, const char *text, int size)
{
    struct fetch_reply reply;
    memset(&reply, 0, sizeof reply);
    TSMBuffer buffer = TSMBufferCreate();
    TSMLoc header = TSHttpHdrCreate(buffer);
    TSHttpHdrTypeSet(buffer, header, TS_HTTP_TYPE_RESPONSE);
    TSHttpParser parser = TSHttpParserCreate();
    const char *at = text;
    const char *end = text + size;
    if (text && TSHttpHdrParseResp(parser, buffer, header, &at, end) == TS_PARSE_DONE) {
        reply.buffer = buffer;
        reply.header = header;
        reply.status = TSHttpHdrStatusGet(buffer, header);
        reply.body = at;
        reply.body_size = end - at;
    }
    TSHttpParserDestroy(parser);
    fetch->done(fetch->data, &reply);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    TSMBufferDestroy(buffer);
}

static int on_fetched(TSCont self, TSEvent event, void *data)
{
    struct fetch *fetch = (struct fetch *)TSContDataGet(self);
    int size = 0;
    const char *text = (int)event == FETCH_SUCCESS ? TSFetchRespGet((TSHttpTxn)data, &size) : NULL;
    deliver(fetch, text, size);
    TSfree(fetch);
    TSContDestroy(self);
    return 0;
}

bool fetch_range(TSHttpTxn txn, const struct options *options, int64_t begin, int64_t end, fetch_done done, void *data)
{
    const struct sockaddr *client = TSHttpTxnClientAddrGet(txn);
    if (!client) {
        return false;
    }
    char fields[160];
    snprintf(fields, sizeof fields,
             "Range: bytes=%" PRId64 "-%" PRId64 "\r\nCache-Control: only-if-cached, max-stale\r\n", begin, end - 1);
    TSIOBuffer request = TSIOBufferCreate();
    TSIOBufferReader reader = TSIOBufferReaderAlloc(request);
    bool written = subrequest_write(request, txn, options, fields);
    if (written) {
        int64_t size = TSIOBufferReaderAvail(reader);
        char *text = (char *)TSmalloc((size_t)size);
        TSIOBufferReaderCopy(reader, text, size);
        struct fetch *fetch = (struct fetch *)TSmalloc(sizeof *fetch);
        fetch->done = done;
        fetch->data = data;
        TSCont fetched = TSContCreate(on_fetched, TSContMutexGet((TSCont)txn));
        TSContDataSet(fetched, fetch);
        TSFetchEvent events;
        memset(&events, 0, sizeof events);
        events.success_event_id = FETCH_SUCCESS;
        events.failure_event_id = FETCH_FAILURE;
        events.timeout_event_id = FETCH_TIMEOUT;
        TSFetchUrl(text, (int)size, client, fetched, AFTER_BODY, events);
        TSfree(text);
    }
    TSIOBufferReaderFree(reader);
    TSIOBufferDestroy(request);
    return written;
}
