/*
 * render.h - bytes of a cut that the engine makes.
 */
#ifndef TSMP4_ANSWER_RENDER_H
#define TSMP4_ANSWER_RENDER_H

#include "ats/ats.h"
#include "engine/engine_seek.h"

/*
 * Adds at most size bytes of the cut from offset on, all of one rendered piece, to out, and returns how many. 0 = the
 * engine failed, and out is as it was. The engine is called once, however many blocks the bytes take.
 */
int64_t render_into(TSIOBuffer out, struct engine_seek *engine, int64_t offset, int64_t size);

#endif
