#include "guess.h"

#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "seek.h"
#include "source.h"

/* The beginning of the cut, while there is time. False: the engine has failed, and lets go of the cut then. */
static bool render(const struct seek *seek, struct guess *guess)
{
    struct tsmp4_piece *piece = &guess->piece;
    int64_t begin = guess->answer.begin;
    if (begin >= guess->answer.end) {
        return true;
    }
    if (seek->engine->piece(seek->handle, begin, piece) != TSMP4_OK) {
        return false;
    }
    int64_t end = piece->end < guess->answer.end ? piece->end : guess->answer.end;
    int64_t size = end - begin < GUESS_BYTES ? end - begin : GUESS_BYTES;
    if (piece->source != -1) {
        return true;
    }
    guess->size = size;
    return seek->engine->render(seek->handle, begin, guess->bytes, size) == TSMP4_OK;
}

static void make(struct seek *seek)
{
    struct tsmp4_source source;
    memset(&source, 0, sizeof source);
    source.size = -1;
    source.use = TSMP4_USE_GUESS;
    struct guess *guess = (struct guess *)TSmalloc(sizeof *guess);
    memset(guess, 0, offsetof(struct guess, bytes));
    if (seek_open(seek, &guess->answer)) {
        guess->url = source_url(seek->txn, &guess->url_size);
        source.url.bytes = guess->url;
        source.url.size = guess->url_size;
        memset(&guess->answer, 0, sizeof guess->answer);
        if (seek->engine->find(seek->handle, &source, &guess->answer) == TSMP4_OK && render(seek, guess)) {
            seek->guess = guess;
            return;
        }
    }
    TSfree(guess->url);
    TSfree(guess);
}

static int on_event(TSCont self, TSEvent event, void *data)
{
    (void)event;
    (void)data;
    struct seek *seek = (struct seek *)TSContDataGet(self);
    /* The thread that is to read the disk may have been put on this processor, to wait for this one. */
    sched_yield();
    if (seek->txn && !seek->is_looked_up) {
        make(seek);
    }
    seek_release(seek);
    TSContDestroy(self);
    return 0;
}

void guess_start(struct seek *seek)
{
    TSCont self = TSContCreate(on_event, TSContMutexGet((TSCont)seek->txn));
    TSContDataSet(self, seek_hold(seek));
    TSContScheduleOnThread(self, 0, TSEventThreadSelf());
}

static const char *bytes_of(struct tsmp4_text text)
{
    return text.bytes ? text.bytes : "";
}

static bool is_version(const char *version, const struct tsmp4_source *source)
{
    char text[TSMP4_VERSION_SIZE];
    struct tsmp4_text tag = source->etag;
    struct tsmp4_text modified = source->last_modified;
    struct tsmp4_text date = source->date;
    int size = tag.size > 0 && *tag.bytes == '"'
                   ? snprintf(text, sizeof text, "%.*s", (int)tag.size, bytes_of(tag))
                   : snprintf(text, sizeof text, "%.*s\n%.*s\n%.*s", (int)tag.size, bytes_of(tag), (int)modified.size,
                              bytes_of(modified), (int)date.size, bytes_of(date));
    return size > 0 && (size_t)size < sizeof text && strcmp(text, version) == 0;
}

bool guess_is_of(const struct seek *seek, const struct tsmp4_source *source)
{
    const struct guess *guess = seek->guess;
    return guess && source->use == TSMP4_USE_SEEKABLE && source->size == guess->answer.source_size &&
           source->url.bytes && source->url.size == guess->url_size &&
           memcmp(source->url.bytes, guess->url, (size_t)guess->url_size) == 0 &&
           is_version(guess->answer.version, source);
}

int32_t guess_piece(const struct seek *seek, int64_t offset, struct tsmp4_piece *piece)
{
    const struct guess *guess = seek->guess;
    if (guess && guess->piece.begin <= offset && offset < guess->piece.end) {
        *piece = guess->piece;
        return TSMP4_OK;
    }
    return seek->engine->piece(seek->handle, offset, piece);
}

int32_t guess_render(const struct seek *seek, int64_t offset, void *into, int64_t size)
{
    const struct guess *guess = seek->guess;
    int64_t at = guess ? offset - guess->answer.begin : -1;
    if (at >= 0 && at + size <= guess->size) {
        memcpy(into, guess->bytes + at, (size_t)size);
        return TSMP4_OK;
    }
    return seek->engine->render(seek->handle, offset, into, size);
}

void guess_drop(struct seek *seek)
{
    if (seek->guess) {
        TSfree(seek->guess->url);
        TSfree(seek->guess);
        seek->guess = NULL;
    }
}
