/*
 * crowded.h - files whose header has more fields than are dealt with: they come as they are.
 */
#ifndef TSMP4_SOURCE_CROWDED_H
#define TSMP4_SOURCE_CROWDED_H

#include "ats/ats.h"
#include "engine.h"

/*
 * Whether this header of a response is such a one, by its fields that are read for a seek, or taken off a cut. why: where
 * it is, the reason.
 */
bool crowded_is(TSMBuffer buffer, TSMLoc header, struct tsmp4_decline *why);

/*
 * Each request for such a file costs Traffic Server as much as many others. So those of which an origin has sent one are
 * remembered, the last few hundred, until it sends another, and are not asked for in parts. Thread safe.
 */
void crowded_note(TSHttpTxn txn, bool is_crowded);
bool crowded_is_known(TSHttpTxn txn);

#endif
