/*
 * story.h - what a lookup came to, in words for a debug line.
 */
#ifndef TSMP4_SOURCE_STORY_H
#define TSMP4_SOURCE_STORY_H

#include "engine.h"
#include "source/cache_or_origin.h"

#define STORY_SIZE 256

/* What is told of; without a plan the file is read from its first byte on. */
struct story {
    enum cache_state cache;
    bool is_index_known;          /* before the lookup */
    const struct tsmp4_cut *plan; /* NULL = there is none */
    int64_t skipped;              /* bytes of the file that are not read */
};

/* "" while debug lines are off. */
void story_write(char text[STORY_SIZE], const struct story *story);

#endif
