#include "source/fetch.h"

#include <string.h>

#include "ats/crowd.h"

/*
 * The most lines of a header: it costs more to parse more of them than the file is worth. The status and the end have a
 * line each.
 */
#define LINES_MOST (CROWD_FIELDS + 2)

struct fetch {
    TSCont self;
    const struct fetch_calls *calls;
    void *data;
    TSVConn connection;
    TSIOBuffer request;
    TSIOBufferReader request_reader;
    TSIOBuffer answer;
    TSIOBufferReader answer_reader;
    TSVIO input;
    TSHttpParser parser;
    TSMBuffer buffer; /* of the header, while it is parsed */
    TSMLoc header;
    int lines; /* of it, so far */
    bool has_header;
};

static void destroy(struct fetch *fetch)
{
    TSHttpParserDestroy(fetch->parser);
    TSHandleMLocRelease(fetch->buffer, TS_NULL_MLOC, fetch->header);
    TSMBufferDestroy(fetch->buffer);
    TSIOBufferReaderFree(fetch->request_reader);
    TSIOBufferDestroy(fetch->request);
    if (fetch->answer) {
        TSIOBufferReaderFree(fetch->answer_reader);
        TSIOBufferDestroy(fetch->answer);
    }
    TSfree(fetch);
}

void fetch_cancel(struct fetch *fetch)
{
    TSCont self = fetch->self;
    TSVConnClose(fetch->connection);
    destroy(fetch);
    TSContDestroy(self);
}

/* Whether more is wanted. Sets *size to how many of the bytes belonged to the header. */
static bool take_header(struct fetch *fetch, const char *bytes, int64_t *size)
{
    const char *at = bytes, *end = bytes + *size;
    TSParseResult result = TS_PARSE_CONT;
    while (result == TS_PARSE_CONT && at < end && fetch->lines <= LINES_MOST) {
        const char *line_end = (const char *)memchr(at, '\n', (size_t)(end - at));
        fetch->lines += line_end ? 1 : 0;
        result = TSHttpHdrParseResp(fetch->parser, fetch->buffer, fetch->header, &at, line_end ? line_end + 1 : end);
    }
    *size = at - bytes;
    if (result == TS_PARSE_CONT && at == end) {
        return true;
    }
    fetch->has_header = true;
    if (result != TS_PARSE_DONE) {
        fetch->calls->end(fetch->data);
        return false;
    }
    return fetch->calls->header(fetch->data, fetch->buffer, fetch->header);
}

/* Whether more is wanted. */
static bool take_block(struct fetch *fetch, const char *bytes, int64_t size)
{
    int64_t taken = 0;
    if (!fetch->has_header) {
        taken = size;
        if (!take_header(fetch, bytes, &taken)) {
            return false;
        }
    }
    return taken == size || fetch->calls->body(fetch->data, bytes + taken, size - taken);
}

static bool take(struct fetch *fetch)
{
    int64_t taken = 0;
    bool more = true;
    for (TSIOBufferBlock block = TSIOBufferReaderStart(fetch->answer_reader); block && more;
         block = TSIOBufferBlockNext(block)) {
        int64_t size = 0;
        const char *bytes = TSIOBufferBlockReadStart(block, fetch->answer_reader, &size);
        if (size > 0) {
            more = take_block(fetch, bytes, size);
            taken += size;
        }
    }
    if (more) {
        TSIOBufferReaderConsume(fetch->answer_reader, taken);
    }
    return more;
}

static int on_event(TSCont self, TSEvent event, void *data)
{
    (void)data;
    struct fetch *fetch = (struct fetch *)TSContDataGet(self);
    switch (event) {
    case TS_EVENT_VCONN_WRITE_READY:
    case TS_EVENT_VCONN_WRITE_COMPLETE:
        break;
    case TS_EVENT_VCONN_READ_READY:
        if (take(fetch)) {
            TSVIOReenable(fetch->input);
        } else {
            fetch_cancel(fetch);
        }
        break;
    default:
        /* Its end, or a fault: what came before it counts. */
        if (take(fetch)) {
            fetch->calls->end(fetch->data);
        }
        fetch_cancel(fetch);
        break;
    }
    return 0;
}

static void ask(struct fetch *fetch, TSHttpTxn txn, const struct sockaddr *client)
{
    TSCont self = TSContCreate(on_event, TSContMutexGet((TSCont)txn));
    fetch->self = self;
    TSContDataSet(self, fetch);
    fetch->answer = TSIOBufferCreate();
    fetch->answer_reader = TSIOBufferReaderAlloc(fetch->answer);
    fetch->connection = TSHttpConnect(client);
    fetch->input = TSVConnRead(fetch->connection, self, fetch->answer, INT64_MAX);
    TSVConnWrite(fetch->connection, self, fetch->request_reader, TSIOBufferReaderAvail(fetch->request_reader));
}

struct fetch *fetch_range(TSHttpTxn txn, enum own_request from, int64_t begin, int64_t end,
                          const struct fetch_calls *calls, void *data)
{
    const struct sockaddr *client = TSHttpTxnClientAddrGet(txn);
    if (!client) {
        return NULL;
    }
    struct fetch *fetch = (struct fetch *)TSmalloc(sizeof *fetch);
    memset(fetch, 0, sizeof *fetch);
    fetch->calls = calls;
    fetch->data = data;
    fetch->request = TSIOBufferCreate();
    fetch->request_reader = TSIOBufferReaderAlloc(fetch->request);
    fetch->parser = TSHttpParserCreate();
    fetch->buffer = TSMBufferCreate();
    fetch->header = TSHttpHdrCreate(fetch->buffer);
    TSHttpHdrTypeSet(fetch->buffer, fetch->header, TS_HTTP_TYPE_RESPONSE);
    if (!own_request_write(fetch->request, txn, from, begin, end)) {
        destroy(fetch);
        return NULL;
    }
    ask(fetch, txn, client);
    return fetch;
}
