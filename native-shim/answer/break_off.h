/*
 * break_off.h - how an answer is broken off: the client is to see an error, or a broken transfer, never one that looks
 * complete.
 */
#ifndef TSMP4_ANSWER_BREAK_OFF_H
#define TSMP4_ANSWER_BREAK_OFF_H

#include "ats/ats.h"

enum break_off {
    BREAK_OUTPUT, /* the transfer is broken: the client has the header already */
    BREAK_INPUT,  /* the client gets a 502 now */
    BREAK_LATER   /* the client has no header and there is no input to fail: the caller has a 502 delivered */
};

/* How the answer of a transform can be broken off. is_read: whether Traffic Server has begun to read its output. */
enum break_off break_off_by(TSVConn transform, bool is_read);

/* Breaks it off in this way. The transaction may be gone afterwards. */
void break_off(TSVConn transform, TSHttpTxn txn, enum break_off how);

#endif
