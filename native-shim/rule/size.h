/*
 * size.h - a size, or a number, as it stands in the value of a parameter.
 */
#ifndef TSMP4_RULE_SIZE_H
#define TSMP4_RULE_SIZE_H

#include <stdint.h>

/* Of "1000", "64K" or "2m", where K is 1024 and M 1024 of those; -1 = it is none, or outside of the limits. */
int64_t size_read(const char *value, int64_t least, int64_t most);

#endif
