#include "ats/crowd.h"

#include <stdio.h>

#include "ats/headers.h"

bool crowd_is_in(TSMBuffer buffer, TSMLoc header, const char *const *names, char why[CROWD_WHY])
{
    if (TSMimeHdrFieldsCount(buffer, header) > CROWD_FIELDS) {
        snprintf(why, CROWD_WHY, "more than %d fields", CROWD_FIELDS);
        return true;
    }
    for (; *names; names++) {
        if (header_is_over(buffer, header, *names, CROWD_OF_A_NAME)) {
            snprintf(why, CROWD_WHY, "more than %d fields %s", CROWD_OF_A_NAME, *names);
            return true;
        }
    }
    return false;
}
