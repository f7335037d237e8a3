/*
 * crowd.h - a header with absurdly many fields.
 *
 * Whenever a field is added, set or removed, Traffic Server 9.2 looks at each field of the header, and for each one at
 * all later fields of the same name. With n fields of one name that takes n * n steps or more each time, and n times
 * as many to remove them all. So almost nothing of such a header is changed.
 */
#ifndef TSMP4_ATS_CROWD_H
#define TSMP4_ATS_CROWD_H

#include <stdbool.h>

#include "ats/ats.h"

/* How many fields a header may have in all, and how many of one name that is read or removed. */
#define CROWD_FIELDS 100
#define CROWD_OF_A_NAME 8

/* Room for the reason, with the terminating zero. */
#define CROWD_WHY 64

/*
 * Whether a header has more fields than that. names: the fields that are read or removed; NULL ends the list. why: if
 * it has more, the reason, such as "more than 8 fields Digest", terminated.
 */
bool crowd_is_in(TSMBuffer buffer, TSMLoc header, const char *const *names, char why[CROWD_WHY]);

#endif
