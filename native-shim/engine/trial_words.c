#include "engine/trial_words.h"

#include <stdio.h>
#include <string.h>

/* Of Java's own words so much is passed on. */
#define JAVAS_MOST 400

struct words {
    char step[512];
    char failure[1024];
    char javas[JAVAS_MOST]; /* its lines, one behind the other */
    bool has_passed;
};

static bool begins(const char *line, size_t size, const char *with)
{
    return size >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

static void keep(char *into, size_t into_size, const char *line, size_t size, const char *without)
{
    size_t skip = strlen(without);
    snprintf(into, into_size, "%.*s", (int)(size - skip), line + skip);
}

/* HotSpot's report of its own end is framed by these. */
static bool is_frame(char c)
{
    return c == '#' || c == ' ' || c == '\t';
}

static void hear_java(struct words *words, const char *line, size_t size)
{
    while (size > 0 && is_frame(*line)) {
        line++;
        size--;
    }
    size_t used = strlen(words->javas);
    if (size > 0) {
        snprintf(words->javas + used, sizeof words->javas - used, "%s%.*s", used > 0 ? " " : "", (int)size, line);
    }
}

static void hear(struct words *words, const char *line, size_t size)
{
    if (begins(line, size, TRIAL_STEP)) {
        keep(words->step, sizeof words->step, line, size, TRIAL_STEP);
    } else if (begins(line, size, TRIAL_FAILED)) {
        keep(words->failure, sizeof words->failure, line, size, TRIAL_FAILED);
    } else if (begins(line, size, TRIAL_PASSED)) {
        words->has_passed = true;
    } else {
        hear_java(words, line, size);
    }
}

bool trial_words_judge(const char *said, const char *end, char *reason, size_t reason_size)
{
    struct words words;
    memset(&words, 0, sizeof words);
    for (const char *line = said; *line;) {
        size_t size = strcspn(line, "\n");
        hear(&words, line, size);
        line += size + (line[size] == '\n');
    }
    if (words.has_passed) {
        return true;
    }
    const char *colon = *words.javas ? ": " : "";
    if (*words.failure) {
        snprintf(reason, reason_size, "%s%s%s", words.failure, colon, words.javas);
    } else {
        snprintf(reason, reason_size, "the engine does not start: as it was about to %s, %s%s%s",
                 *words.step ? words.step : "begin", end, colon, words.javas);
    }
    return false;
}
