/*
 * ahead.h - makes a cut while the cache looks for the file.
 *
 * To open a file, Traffic Server reads from the disk, and meanwhile this thread has nothing to do. For a start that
 * was not asked before, the engine takes longer than everything else in a warm seek. So the engine makes the cut of
 * the file that it last knew at this URL. If the cache has another file now, that cut is not used, and find makes the
 * right one.
 */
#ifndef TSMP4_SOURCE_AHEAD_H
#define TSMP4_SOURCE_AHEAD_H

#include "ats/ats.h"
#include "engine/engine_seek.h"

struct ahead;

/*
 * Has the cut made as soon as this thread has time. To be called in remap, on the transaction's thread, before the
 * engine's seek is told of a file. The owner ends with ahead_cancel, with the transaction's mutex.
 */
struct ahead *ahead_start(TSHttpTxn txn, struct engine_seek *engine);

/* No longer wanted, whether it was made or not. NULL is ignored. */
void ahead_cancel(struct ahead *ahead);

#endif
