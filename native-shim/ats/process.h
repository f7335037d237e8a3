/*
 * process.h - what all copies of the plugin in this process share: Traffic Server loads one for each version of the file.
 */
#ifndef TSMP4_ATS_PROCESS_H
#define TSMP4_ATS_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Lives as long as the process. Copies of other versions use it too: whoever changes this struct changes its name in
 * process.c.
 */
struct process {
    int64_t rules_up; /* rules in use that have an engine; changed atomically */
};

/* The one of this process. is_new: whether no copy has asked before. NULL = Traffic Server has no place left for it. */
struct process *process_get(bool *is_new);

#endif
