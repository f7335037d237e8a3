#include "source/story.h"

#include <inttypes.h>
#include <stdio.h>

#include "ats/debug.h"

void story_write(char text[STORY_SIZE], const struct story *story)
{
    const struct tsmp4_cut *plan = story->plan;
    *text = '\0';
    if (debug_is_on() && plan) {
        snprintf(text, STORY_SIZE,
                 "%s, index %s; begins at %" PRId64 " ms; bytes [%" PRId64 ", %" PRId64 ") of the file, %" PRId64
                 " skipped",
                 cache_state_text(story->cache), story->is_index_known ? "known" : "read now",
                 plan->time_begin < 0 ? -1 : plan->time_begin / 1000000, plan->source_begin, plan->source_end,
                 story->skipped);
    } else if (debug_is_on()) {
        snprintf(text, STORY_SIZE, "%s; the file is read from its first byte on", cache_state_text(story->cache));
    }
}
