/*
 * debug.h - lines under the debug tag tsmp4java: proxy.config.diags.debug.enabled and .tags turn them on.
 */
#ifndef TSMP4_ATS_DEBUG_H
#define TSMP4_ATS_DEBUG_H

#include <stdbool.h>

/* Whether the tag is on. Ask before you gather what a line is to say. */
bool debug_is_on(void);

/* Writes one line, if the tag is on. Any thread. */
__attribute__((format(printf, 1, 2))) void debug_line(const char *format, ...);

#endif
