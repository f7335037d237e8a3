#include "ats/debug.h"

#include <stdarg.h>
#include <stdio.h>

#include "ats/ats.h"

#define LINE_SIZE 1024

#if TS_VERSION_MAJOR >= 10

/* Traffic Server keeps its address as long as the plugin is loaded, which is for good. */
static DbgCtl control{TSMP4_TAG};

bool debug_is_on(void)
{
    return control.on();
}

#else

bool debug_is_on(void)
{
    return TSIsDebugTagSet(TSMP4_TAG) != 0;
}

#endif

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
#if TS_VERSION_MAJOR >= 10
    Dbg(control, "%s", line);
#else
    TSDebug(TSMP4_TAG, "%s", line);
#endif
}
