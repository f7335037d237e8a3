/*
 * neighbours.h - the other plugins of a rule: what a seek keeps from them, and what they do to its request.
 *
 * slice asks for each block of a file, by the client's URL, through the same rule. cache_range_requests takes the Range
 * of a request away, stores the part as a file of its own, and gives the Range back on the way to the origin.
 */
#ifndef TSMP4_SOURCE_NEIGHBOURS_H
#define TSMP4_SOURCE_NEIGHBOURS_H

#include "ats/ats.h"
#include "engine.h"

/* The field by which slice marks its own requests. It does not touch a request that has it already. */
#define SLICE_FIELD "X-Slicer-Info"

/*
 * Why a seek is declined if cache_range_requests stands before this plugin in the rule: it has taken the client's Range
 * away, and asks for that part, or has stored it.
 */
extern const struct tsmp4_decline neighbours_part;

/* To be called once, before any other. */
void neighbours_open(void);

/* At remap: whether this plugin has not dealt with the transaction yet. It has if it is in the rule twice. */
bool neighbours_claim(TSHttpTxn txn);

/*
 * At remap: whether an unknown plugin asks for parts of the file, to put them together itself. If this plugin stands
 * before that one in the rule, it cuts what is put together, so the parts must be those of the file itself.
 */
bool neighbours_ask_by_parts(TSHttpTxn txn, const TSRemapRequestInfo *request);

/* At remap of a seek: it is kept from a slice that comes later in the rule. */
void neighbours_keep_off(TSHttpTxn txn, const TSRemapRequestInfo *request);

/*
 * In TS_HTTP_SEND_REQUEST_HDR: whether the origin is about to be asked for another part of the file than the
 * transaction asks for. If so, If-Range is removed: it was meant for the transaction's own part.
 */
bool neighbours_ask_for_part(TSHttpTxn txn);

#endif
