/*
 * deadline.h - for how long a client may be kept waiting, noticed also where nothing happens any more.
 */
#ifndef TSMP4_SOURCE_DEADLINE_H
#define TSMP4_SOURCE_DEADLINE_H

#include "ats/ats.h"

/* Called once, with the transaction's mutex, on the thread that asked for it. */
typedef void (*deadline_over)(void *data);

/* Fields are for reading; the functions below write them, with the transaction's mutex. */
struct deadline {
    int seconds; /* how long that is */
    int64_t at;  /* when it is over: a time of TShrtime, in nanoseconds */
    deadline_over over;
    void *data;
    TSCont alarm;     /* NULL = none was set */
    TSAction ringing; /* the event of the alarm; NULL = it has come */
};

/* Time counts from now on: half of that after which Traffic Server closes a connection on which nothing is said. */
void deadline_open(struct deadline *deadline, TSHttpTxn txn, deadline_over over, void *data);

/* Has over called when the time is over. Ignored while it is to be called already. */
void deadline_set_alarm(struct deadline *deadline, TSHttpTxn txn);

bool deadline_is_over(const struct deadline *deadline);

/* Nothing is called any more, until the alarm is set again. May be called in over, and again. */
void deadline_close(struct deadline *deadline);

#endif
