/*
 * cache_write.h - which files are being written to the cache by transactions of this copy of the plugin.
 *
 * Traffic Server has a flag for it (TS_TXN_INFO_CACHE_HIT_RWW). It does not set the flag if the lookup found the lock
 * of the cache's stripe taken, and on a busy machine that happens to several lookups in a row. A seek that does not
 * know of the writer would wait until everything before its bytes is written, or until the writer's time is up.
 */
#ifndef TSMP4_SOURCE_CACHE_WRITE_H
#define TSMP4_SOURCE_CACHE_WRITE_H

#include "ats/ats.h"

/* How many files are noticed at a time. For any others, there is only the flag. */
#define CACHE_WRITES_MOST 1024

/* For the transactions of a rule, which ends it with TSContDestroy. */
TSCont cache_write_watch(void);

/* At remap: if the transaction writes its file, it counts as a writer from the origin's answer until it closes. */
void cache_write_follow(TSHttpTxn txn, TSCont watch);

/* After the cache lookup: whether another transaction writes the file of this one. Any thread. */
bool cache_write_is_running(TSHttpTxn txn);

#endif
