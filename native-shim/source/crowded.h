/*
 * crowded.h - files whose header has more fields than the plugin deals with: they are passed on as they are.
 */
#ifndef TSMP4_SOURCE_CROWDED_H
#define TSMP4_SOURCE_CROWDED_H

#include "ats/ats.h"
#include "engine.h"

/*
 * Whether this response header has too many fields, in all or of a name that is read for a seek or removed from a cut.
 * why: if it has, the reason.
 */
bool crowded_is(TSMBuffer buffer, TSMLoc header, struct tsmp4_decline *why);

/*
 * A request for such a file costs Traffic Server as much as many other requests. So the last few hundred such files are
 * remembered, and are not asked for in parts until the origin sends one with another header. Thread safe.
 */
void crowded_note(TSHttpTxn txn, bool is_crowded);
bool crowded_is_known(TSHttpTxn txn);

#endif
