#include "engine/engine_seek.h"

#include <string.h>

#include "ats/ats.h"
#include "engine/bridge.h"
#include "engine/request_copy.h"

struct engine_seek {
    int references;
    const struct tsmp4_engine *engine;
    struct tsmp4_request *request; /* the engine is still to be told; NULL = it was */
    int64_t handle;                /* 0 = there is none yet, or none any more */
};

static struct engine_seek *engine_seek_new(const struct tsmp4_engine *engine)
{
    struct engine_seek *seek = (struct engine_seek *)TSmalloc(sizeof *seek);
    memset(seek, 0, sizeof *seek);
    seek->references = 1;
    seek->engine = engine;
    bridge_hold();
    return seek;
}

struct engine_seek *engine_seek_of_request(const struct tsmp4_engine *engine, const struct tsmp4_request *request)
{
    struct engine_seek *seek = engine_seek_new(engine);
    seek->request = request_copy(request);
    return seek;
}

struct engine_seek *engine_seek_of_handle(const struct tsmp4_engine *engine, int64_t handle)
{
    struct engine_seek *seek = engine_seek_new(engine);
    seek->handle = handle;
    return seek;
}

struct engine_seek *engine_seek_hold(struct engine_seek *seek)
{
    __atomic_add_fetch(&seek->references, 1, __ATOMIC_RELAXED);
    return seek;
}

void engine_seek_release(struct engine_seek *seek)
{
    if (__atomic_sub_fetch(&seek->references, 1, __ATOMIC_ACQ_REL) == 0) {
        engine_seek_close(seek);
        TSfree(seek);
        bridge_release();
    }
}

void engine_seek_close(struct engine_seek *seek)
{
    if (seek->handle) {
        seek->engine->close(seek->handle);
        seek->handle = 0;
    }
    TSfree(seek->request);
    seek->request = NULL;
}

void engine_seek_prepare(struct engine_seek *seek, const char *url, int64_t url_size)
{
    struct tsmp4_source source;
    struct tsmp4_answer answer;
    memset(&source, 0, sizeof source);
    source.url.bytes = url;
    source.url.size = url_size;
    source.size = -1;
    source.use = TSMP4_USE_AHEAD;
    engine_seek_find(seek, &source, &answer);
}

int32_t engine_seek_find(struct engine_seek *seek, const struct tsmp4_source *source, struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    if (!seek->request) {
        return seek->engine->find(seek->handle, source, answer);
    }
    int32_t verdict = seek->engine->open(seek->request, source, answer);
    if (!answer->seek) {
        return TSMP4_DECLINED;
    }
    seek->handle = answer->seek;
    TSfree(seek->request);
    seek->request = NULL;
    return verdict;
}

int32_t engine_seek_collect(struct engine_seek *seek, int64_t position, const void *bytes, int64_t size,
                            struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    return seek->engine->collect(seek->handle, position, bytes, size, answer);
}

int32_t engine_seek_plan(struct engine_seek *seek, struct tsmp4_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    return seek->engine->plan(seek->handle, answer);
}

int32_t engine_seek_piece(struct engine_seek *seek, int64_t offset, struct tsmp4_piece *piece)
{
    return seek->engine->piece(seek->handle, offset, piece);
}

int32_t engine_seek_render(struct engine_seek *seek, int64_t offset, void *into, int64_t size)
{
    return seek->engine->render(seek->handle, offset, into, size);
}
