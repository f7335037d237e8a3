/*
 * crowd.h - a header with more fields than anyone means.
 *
 * Traffic Server 9.2 looks at each field of a header, and at all of the same name behind it, whenever one is added, set
 * or taken away. With n fields of a name that takes n * n steps and more, each time, and to take them all away takes n
 * times that. So of such a header next to nothing is changed.
 */
#ifndef TSMP4_ATS_CROWD_H
#define TSMP4_ATS_CROWD_H

#include <stdbool.h>

#include "ats/ats.h"

/* Fields that a header may have, and those of a name that is read, or taken away. */
#define CROWD_FIELDS 100
#define CROWD_OF_A_NAME 8

/* Of the reason, with its end. */
#define CROWD_WHY 64

/*
 * Whether a header has more fields than those. names: what is read of it, or taken away; NULL is behind the last. why:
 * where it has, "more than 8 fields Digest", terminated.
 */
bool crowd_is_in(TSMBuffer buffer, TSMLoc header, const char *const *names, char why[CROWD_WHY]);

#endif
