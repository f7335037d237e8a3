/*
 * trial_words.h - what the program of a trial says, and what that means. Needs no server.
 */
#ifndef TSMP4_ENGINE_TRIAL_WORDS_H
#define TSMP4_ENGINE_TRIAL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Its name in the folder of the jars. */
#define TRIAL_PROGRAM "try-engine"

/* A line of the program begins with one of these; what begins otherwise is Java's. */
#define TRIAL_STEP "tsmp4java is about to "  /* and what it does next */
#define TRIAL_FAILED "tsmp4java failed: "    /* and why: the end */
#define TRIAL_PASSED "tsmp4java has started" /* the end */

/*
 * Whether the engine came up. said: all that was written; end: how the process ended.
 * If not, reason is one line that is never empty.
 */
bool trial_words_judge(const char *said, const char *end, char *reason, size_t reason_size);

#endif
