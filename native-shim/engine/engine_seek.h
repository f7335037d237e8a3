/*
 * engine_seek.h - one seek as the engine knows it: the handle, and every call that takes it.
 */
#ifndef TSMP4_ENGINE_ENGINE_SEEK_H
#define TSMP4_ENGINE_ENGINE_SEEK_H

#include "engine.h"
#include "engine/watch.h"

/*
 * Shared by whoever holds a reference; the last one to let go closes the handle. Calls come one at a time: from the
 * holder of the transaction's mutex, or from the task thread that makes a plan while that holder waits, or has given up.
 */
struct engine_seek;

/*
 * A seek that the engine is told of when its file is known: one call then serves for two. The request is copied.
 * The caller holds the first reference, here and below.
 */
struct engine_seek *engine_seek_of_request(const struct tsmp4_engine *engine, const struct tsmp4_request *request);

/* A seek that the engine has opened. */
struct engine_seek *engine_seek_of_handle(const struct tsmp4_engine *engine, int64_t handle);

struct engine_seek *engine_seek_hold(struct engine_seek *seek);
void engine_seek_release(struct engine_seek *seek);

/* Calls open of struct tsmp4_engine, for a request that may turn out to be no seek. */
int32_t engine_seek_ask(const struct tsmp4_engine *engine, const struct tsmp4_request *request,
                        const struct tsmp4_source *source, struct tsmp4_answer *answer);

/*
 * The calls of struct tsmp4_engine. The answer need not be cleared before. While the engine does not answer (watch.h),
 * they do not call it, but decline with TSMP4_CAUSE_STALLED. find also declines, with TSMP4_CAUSE_FILE, while a task
 * thread still makes a plan that its holder has given up.
 */
int32_t engine_seek_find(struct engine_seek *seek, const struct tsmp4_source *source, struct tsmp4_answer *answer);
int32_t engine_seek_collect(struct engine_seek *seek, int64_t position, const void *bytes, int64_t size,
                            struct tsmp4_answer *answer);
int32_t engine_seek_plan(struct engine_seek *seek, enum watch_call call, struct tsmp4_answer *answer);
int32_t engine_seek_piece(struct engine_seek *seek, int64_t offset, struct tsmp4_piece *piece);
int32_t engine_seek_render(struct engine_seek *seek, int64_t offset, const struct tsmp4_room *rooms, int32_t count);

/*
 * Tells the engine of the seek before its file is known, by the URL of the cache: it makes the cut of the file that it
 * last knew there. To be called once at the most, before find.
 */
void engine_seek_prepare(struct engine_seek *seek, const char *url, int64_t url_size);

/*
 * Gives the handle back before the last reference goes: no more calls are needed. It has no effect the second time, nor
 * while a task thread is planning: then the handle goes with the last reference.
 */
void engine_seek_close(struct engine_seek *seek);

/* Whether a task thread is planning. With the transaction's mutex. */
void engine_seek_set_away(struct engine_seek *seek, bool is_away);

/* Reports what the engine has counted, once a second at most. */
void engine_seek_count(const struct tsmp4_engine *engine);

#endif
