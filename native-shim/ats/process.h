/*
 * process.h - what all copies of the plugin in this process share: Traffic Server loads one for each version of the file.
 */
#ifndef TSMP4_ATS_PROCESS_H
#define TSMP4_ATS_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

/* Lives as long as the process. A copy of another version knows it too: a change of it is a change of its name. */
struct process {
    int64_t rules_up; /* rules in use that have an engine; changed atomically */
};

/* The one of this process. is_new: no copy has asked before. NULL = there is no room for one. */
struct process *process_get(bool *is_new);

#endif
