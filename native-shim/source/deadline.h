/*
 * deadline.h - how long a client may be kept waiting. The end of that time is noticed even if nothing else happens.
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

/* Time counts from now on: half of the time after which Traffic Server closes a client's idle connection. */
void deadline_open(struct deadline *deadline, TSHttpTxn txn, deadline_over over, void *data);

/* Has over called when the time is over. Ignored if the alarm was set before, until deadline_close. */
void deadline_set_alarm(struct deadline *deadline, TSHttpTxn txn);

bool deadline_is_over(const struct deadline *deadline);

/* over is not called any more, until the alarm is set again. May be called from over, and more than once. */
void deadline_close(struct deadline *deadline);

#endif
