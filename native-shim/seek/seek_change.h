/*
 * seek_change.h - one change of a seek's state, by the table in seek_state.c, and the debug line about it.
 */
#ifndef TSMP4_SEEK_SEEK_CHANGE_H
#define TSMP4_SEEK_SEEK_CHANGE_H

#include <stdarg.h>
#include <stdint.h>

#include "ats/ats.h"
#include "seek/seek_state.h"

/* Whose state it is. */
struct seek_change_of {
    TSHttpTxn txn;   /* not closed yet */
    uint64_t number; /* of the transaction */
};

/*
 * Returns the new state: next, or, if the table does not have this change, the old one. The latter is a fault of the
 * shim, and is logged and counted. format: for the debug line, why the state changes.
 */
enum seek_state seek_change(const struct seek_change_of *seek, enum seek_state from, enum seek_state next,
                            const char *format, va_list arguments);

#endif
