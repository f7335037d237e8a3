#include "seek/seek_state.h"

#define TO(state) (1u << SEEK_##state)

/* native-shim/README.md draws this table; a test compares them. */
static const struct {
    const char *name;
    unsigned next; /* a bit for each state that may follow */
} states[SEEK_STATES] = {
    {"asked", TO(INDEXING) | TO(PLANNED) | TO(STREAMING) | TO(DECLINED) | TO(DONE)},
    {"indexing", TO(PLANNED) | TO(STREAMING) | TO(DECLINED) | TO(DONE)},
    /* Back to asked: a redirect, or another try, has Traffic Server look up another file. */
    {"planned", TO(ASKED) | TO(STREAMING) | TO(CUTTING) | TO(DECLINED) | TO(FILE_SENT) | TO(FAILED) | TO(DONE)},
    {"streaming", TO(ASKED) | TO(CUTTING) | TO(DECLINED) | TO(FILE_SENT) | TO(FAILED) | TO(DONE)},
    {"cutting", TO(CUT_SENT) | TO(FAILED) | TO(DONE)},
    {"cut_sent", TO(DONE)},
    {"declined", TO(ASKED) | TO(FILE_SENT) | TO(FAILED) | TO(DONE)},
    {"file_sent", TO(ASKED) | TO(DONE)},
    {"failed", TO(DONE)},
    {"done", 0},
};

const char *seek_state_name(enum seek_state state)
{
    return states[state].name;
}

bool seek_state_may_follow(enum seek_state from, enum seek_state to)
{
    return (states[from].next >> to & 1u) != 0;
}
