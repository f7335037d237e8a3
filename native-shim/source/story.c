#include "source/story.h"

#include <inttypes.h>
#include <stdio.h>

#include "ats/debug.h"

/* Where the cut begins, in milliseconds; -1 = not known. */
static int64_t begins_at(const struct tsmp4_cut *cut)
{
    bool is_known = cut->start_scale > 0 && cut->start_ticks < INT64_MAX / 1000;
    return is_known ? cut->start_ticks * 1000 / cut->start_scale : -1;
}

void story_write(char text[STORY_SIZE], const struct story *story)
{
    const struct tsmp4_cut *plan = story->plan;
    *text = '\0';
    if (debug_is_on() && plan) {
        snprintf(text, STORY_SIZE,
                 "%s, index %s; begins at %" PRId64 " ms; bytes [%" PRId64 ", %" PRId64 ") of the file, %" PRId64
                 " skipped",
                 cache_state_text(story->cache), story->is_index_known ? "known" : "read now", begins_at(plan),
                 plan->source_begin, plan->source_end, story->skipped);
    } else if (debug_is_on()) {
        snprintf(text, STORY_SIZE, "%s; the file is read from its first byte on", cache_state_text(story->cache));
    }
}
