/*
 * write_execute.h - whether this process may execute memory that it writes, as a Java VM has to. Needs no server.
 */
#ifndef TSMP4_ENGINE_WRITE_EXECUTE_H
#define TSMP4_ENGINE_WRITE_EXECUTE_H

#include <stdbool.h>

/* A service manager or the kernel may forbid it. HotSpot would then end the process. */
bool write_execute_is_allowed(void);

#endif
