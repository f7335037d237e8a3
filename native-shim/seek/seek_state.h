/*
 * seek_state.h - the states of a seek, and which may follow which. Needs no server.
 */
#ifndef TSMP4_SEEK_SEEK_STATE_H
#define TSMP4_SEEK_SEEK_STATE_H

#include <stdbool.h>

enum seek_state {
    SEEK_ASKED,     /* it came, and where its file is is not known yet */
    SEEK_INDEXING,  /* the transaction is held while the index of the file is read, by this seek or another one */
    SEEK_PLANNED,   /* the cut is known; the file, or the part of it that the cut needs, is to come */
    SEEK_STREAMING, /* the file is to come from its first byte on; a transform finds its index on the way */
    SEEK_CUTTING,   /* the answer is a cut, and under way */
    SEEK_CUT_SENT,  /* the same, and all of the file was taken */
    SEEK_DECLINED,  /* the answer is the file itself, for a reason that was reported */
    SEEK_FILE_SENT, /* the answer is what came, and all of it was taken */
    SEEK_FAILED,    /* the answer is a 502, or is broken off */
    SEEK_DONE,      /* the transaction is closed */
    SEEK_STATES
};

/* As in the diagram of README.md: "asked". */
const char *seek_state_name(enum seek_state state);

bool seek_state_may_follow(enum seek_state from, enum seek_state to);

#endif
