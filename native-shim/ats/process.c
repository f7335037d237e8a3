#include "ats/process.h"

#include <string.h>

#include "ats/ats.h"

#define NAME TSMP4_TAG ".process.1"

struct process *process_get(bool *is_new)
{
    int place = 0;
    *is_new = false;
    if (TSUserArgIndexReserve(TS_USER_ARGS_GLB, NAME, "what the copies of the plugin share", &place) != TS_SUCCESS) {
        return NULL;
    }
    struct process *process = (struct process *)TSUserArgGet(NULL, place);
    if (!process) {
        process = (struct process *)TSmalloc(sizeof *process);
        memset(process, 0, sizeof *process);
        TSUserArgSet(NULL, place, process);
        *is_new = true;
    }
    return process;
}
