/*
 * seek.h - the life of a seek: a transaction whose answer may be a cut.
 *
 * Only seek.c knows what a seek is made of, and which state it is in. The parts that it uses to fetch, fill, plan and
 * write are told what to do, and answer by calls.
 */
#ifndef TSMP4_SEEK_SEEK_H
#define TSMP4_SEEK_SEEK_H

#include "ats/ats.h"
#include "engine/engine_seek.h"
#include "rule/rule.h"

/*
 * Follows a transaction from remap on, until it closes. engine becomes the seek's; the request lives for the call.
 * The rule outlives the transaction: Traffic Server deletes it after the last request.
 */
void seek_begin(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *request,
                struct engine_seek *engine);

/* The engine declined at once: the file is served whole, and the reason is reported. */
void seek_begin_declined(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *request,
                         const struct tsmp4_decline *decline);

#endif
