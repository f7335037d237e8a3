#include "answer/npt.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SECOND INT64_C(1000000000)

void npt_write(char text[NPT_SIZE], int64_t nanoseconds)
{
    snprintf(text, NPT_SIZE, "%" PRId64 ".%09" PRId64, nanoseconds / SECOND, nanoseconds % SECOND);
    size_t size = strlen(text);
    while (text[size - 1] == '0') {
        size--;
    }
    text[text[size - 1] == '.' ? size - 1 : size] = '\0';
}
