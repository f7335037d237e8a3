#include "answer/stream.h"

#include <string.h>

#include "answer/input.h"
#include "answer/render.h"

void stream_init(struct stream *stream, struct engine_seek *engine)
{
    memset(stream, 0, sizeof *stream);
    stream->engine = engine;
}

static void take(struct stream *stream, TSVIO input, int64_t size)
{
    input_consume(input, size);
    stream->taken += size;
}

void stream_ask(struct stream *stream, TSVIO input)
{
    if (stream->taken > stream->asked) {
        stream->asked = stream->taken;
        input_ask(input);
    }
}

/* Keeps the next size bytes of the input. */
static void hold(struct stream *stream, TSVIO input, int64_t size)
{
    if (!stream->held) {
        stream->held = TSIOBufferCreate();
        stream->held_reader = TSIOBufferReaderAlloc(stream->held);
    }
    TSIOBufferCopy(stream->held, TSVIOReaderGet(input), size, 0);
    take(stream, input, size);
}

int32_t stream_collect(struct stream *stream, TSVIO input, struct tsmp4_answer *answer)
{
    int64_t left = input_available(input);
    if (left <= 0) {
        return TSMP4_MORE;
    }
    TSIOBufferReader reader = TSVIOReaderGet(input);
    int32_t verdict = TSMP4_MORE;
    int64_t fed = 0;
    for (TSIOBufferBlock block = TSIOBufferReaderStart(reader); block && left > 0 && verdict == TSMP4_MORE;
         block = TSIOBufferBlockNext(block)) {
        int64_t size = 0;
        const char *bytes = TSIOBufferBlockReadStart(block, reader, &size);
        size = size < left ? size : left;
        if (size > 0) {
            verdict = engine_seek_collect(stream->engine, stream->taken + fed, bytes, size, answer);
            fed += size;
            left -= size;
        }
    }
    hold(stream, input, fed);
    return verdict;
}

static int64_t held_available(const struct stream *stream)
{
    return stream->held ? TSIOBufferReaderAvail(stream->held_reader) : 0;
}

/* Lets go of the file's bytes before offset, as far as they are there. */
static void skip_to(struct stream *stream, TSVIO input, int64_t offset)
{
    int64_t held = held_available(stream);
    int64_t size = offset - stream->position;
    size = size < held ? size : held;
    if (size > 0) {
        TSIOBufferReaderConsume(stream->held_reader, size);
        stream->position += size;
    }
    if (held_available(stream) > 0) {
        return;
    }
    int64_t available = input_available(input);
    size = offset - stream->position;
    size = size < available ? size : available;
    if (size > 0) {
        take(stream, input, size);
        stream->position += size;
    }
}

static void open_output(struct stream *stream, TSVConn transform, TSHttpTxn txn, int64_t begin, int64_t end)
{
    stream->written = begin;
    stream->end = end;
    stream->out = TSIOBufferCreate();
    stream->out_reader = TSIOBufferReaderAlloc(stream->out);
    stream->output = TSVConnWrite(TSTransformOutputVConnGet(transform), transform, stream->out_reader,
                                  end == INT64_MAX ? INT64_MAX : end - begin);
    pace_open(&stream->pace, txn);
}

void stream_open_cut(struct stream *stream, TSVConn transform, TSHttpTxn txn, const struct tsmp4_cut *cut,
                     int64_t position)
{
    stream->position = position;
    /* At once: the engine does not count these bytes any more. */
    skip_to(stream, TSVConnWriteVIOGet(transform), cut->source_begin);
    stream->piece.end = cut->begin;
    memcpy(stream->told, cut->pieces, sizeof stream->told);
    open_output(stream, transform, txn, cut->begin, cut->end);
}

void stream_open_file(struct stream *stream, TSVConn transform, TSHttpTxn txn, int64_t size)
{
    stream->piece.end = size;
    open_output(stream, transform, txn, 0, size);
}

static bool is_within(const struct tsmp4_piece *piece, int64_t offset)
{
    return piece->begin <= offset && offset < piece->end;
}

static bool find_piece(struct stream *stream)
{
    for (int i = 0; i < TSMP4_PIECES; i++) {
        if (is_within(&stream->told[i], stream->written)) {
            stream->piece = stream->told[i];
            return true;
        }
    }
    return engine_seek_piece(stream->engine, stream->written, &stream->piece) == TSMP4_OK &&
           is_within(&stream->piece, stream->written);
}

static bool next_piece(struct stream *stream)
{
    struct tsmp4_piece *piece = &stream->piece;
    if (!find_piece(stream)) {
        return false;
    }
    if (piece->end > stream->end) {
        piece->end = stream->end;
    }
    return piece->source == -1 || piece->source + (stream->written - piece->begin) >= stream->position;
}

static void wrote(struct stream *stream, int64_t size, int64_t *room)
{
    stream->written += size;
    *room -= size;
}

static bool send_rendered(struct stream *stream, int64_t *room)
{
    while (*room > 0 && stream->written < stream->piece.end) {
        int64_t left = stream->piece.end - stream->written;
        int64_t size = render_into(stream->out, stream->engine, stream->written, left < *room ? left : *room);
        if (size <= 0) {
            return false;
        }
        wrote(stream, size, room);
    }
    return true;
}

/* Sends at most available bytes that are at the reader, and answers how many. */
static int64_t send_from(struct stream *stream, TSIOBufferReader reader, int64_t available, int64_t *room)
{
    int64_t size = stream->piece.end - stream->written;
    size = size < available ? size : available;
    size = size < *room ? size : *room;
    if (size <= 0) {
        return 0;
    }
    TSIOBufferCopy(stream->out, reader, size, 0);
    stream->position += size;
    wrote(stream, size, room);
    return size;
}

static void send_source(struct stream *stream, TSVIO input, int64_t *room)
{
    int64_t offset = stream->piece.source + (stream->written - stream->piece.begin);
    skip_to(stream, input, offset);
    if (stream->position < offset) {
        return;
    }
    if (held_available(stream) > 0) {
        int64_t size = send_from(stream, stream->held_reader, held_available(stream), room);
        TSIOBufferReaderConsume(stream->held_reader, size);
    }
    if (held_available(stream) == 0 && input_available(input) > 0) {
        take(stream, input, send_from(stream, TSVIOReaderGet(input), input_available(input), room));
    }
}

static bool send_pieces(struct stream *stream, TSVIO input, int64_t room)
{
    while (stream->written < stream->end) {
        if (stream->written == stream->piece.end && !next_piece(stream)) {
            return false;
        }
        bool is_source = stream->piece.source >= 0;
        if (is_source) {
            send_source(stream, input, &room);
        } else if (!send_rendered(stream, &room)) {
            return false;
        }
        if (is_source && stream->piece.end == stream->end && held_available(stream) == 0) {
            engine_seek_close(stream->engine);
        }
        if (stream->written < stream->piece.end) {
            break;
        }
    }
    return true;
}

static enum stream_state state_of(struct stream *stream, TSVIO input)
{
    if (stream->written == stream->end) {
        return STREAM_COMPLETE;
    }
    if (held_available(stream) > 0 || !input_is_over(input) || input_available(input) > 0 || stream->piece.source < 0) {
        return STREAM_GOES_ON;
    }
    if (stream->end != INT64_MAX) {
        return STREAM_SHORT;
    }
    TSVIONBytesSet(stream->output, stream->written);
    if (TSIOBufferReaderAvail(stream->out_reader) == 0) {
        TSVIOReenable(stream->output);
    }
    return STREAM_COMPLETE;
}

enum stream_state stream_send(struct stream *stream, TSVConn transform, TSEvent event)
{
    TSVIO input = TSVConnWriteVIOGet(transform);
    int64_t room = pace_room(&stream->pace, transform, event, TSIOBufferReaderAvail(stream->out_reader));
    int64_t written = stream->written;
    if (!send_pieces(stream, input, room)) {
        return STREAM_ENGINE_FAILED;
    }
    pace_added(&stream->pace, stream->output, stream->written - written);
    enum stream_state state = state_of(stream, input);
    if (state == STREAM_GOES_ON) {
        stream_ask(stream, input);
    }
    return state;
}

bool stream_is_read(const struct stream *stream)
{
    return stream->pace.settled;
}

void stream_close(struct stream *stream)
{
    if (stream->held) {
        TSIOBufferReaderFree(stream->held_reader);
        TSIOBufferDestroy(stream->held);
    }
    if (stream->out) {
        TSIOBufferReaderFree(stream->out_reader);
        TSIOBufferDestroy(stream->out);
    }
}
