#include "ats/debug.h"

#include <stdarg.h>
#include <stdio.h>

#include "ats/ats.h"

#define LINE_SIZE 1024

bool debug_is_on(void)
{
    return ATS_DEBUG_IS_ON();
}

void debug_line(const char *format, ...)
{
    if (!debug_is_on()) {
        return;
    }
    char line[LINE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    ATS_DEBUG(line);
}
