/*
 * story.h - what a lookup came to, in words for a debug line.
 */
#ifndef TSMP4_SOURCE_STORY_H
#define TSMP4_SOURCE_STORY_H

#include "source/source.h"

/* text: SOURCE_STORY bytes; "" while debug lines are off. */
void story_write(char *text, const struct source *source, bool is_planned);

#endif
