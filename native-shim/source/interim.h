/*
 * interim.h - keeps from the client what an origin sends before its answer (100, 103).
 *
 * Traffic Server passes an interim answer on by a tunnel of its own. After it, it sends the origin the end of a
 * request body that never existed. If the answer comes before all that is done, two tunnels are in one place: a
 * response transform may not survive that, and any answer may be cut short.
 */
#ifndef TSMP4_SOURCE_INTERIM_H
#define TSMP4_SOURCE_INTERIM_H

#include "ats/ats.h"

/* Hides them for a whole transaction, from remap on. If an origin sends more than a few, the client gets a 502. */
void interim_hide(TSHttpTxn txn);

#endif
