#include "check.h"
#include "seek/seek_state.h"

#include <stdbool.h>

static enum seek_state state_of(const char *name)
{
    int state = 0;
    while (state < SEEK_STATES && strcmp(seek_state_name((enum seek_state)state), name) != 0) {
        state++;
    }
    return (enum seek_state)state;
}

/* The arrows of README.md are those of the table, no more and no fewer. */
static void diagram(const char *readme)
{
    bool drawn[SEEK_STATES][SEEK_STATES] = {{false}};
    char line[512];
    char from[32];
    char to[32];
    FILE *file = fopen(readme, "r");
    CHECK(file != NULL);
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, " %31[a-z_] --> %31[a-z_]", from, to) == 2) {
            CHECK(state_of(from) < SEEK_STATES && state_of(to) < SEEK_STATES);
            if (state_of(from) < SEEK_STATES && state_of(to) < SEEK_STATES) {
                drawn[state_of(from)][state_of(to)] = true;
            }
        }
    }
    if (file) {
        fclose(file);
    }
    for (int i = 0; i < SEEK_STATES; i++) {
        for (int j = 0; j < SEEK_STATES; j++) {
            if (drawn[i][j] != seek_state_may_follow((enum seek_state)i, (enum seek_state)j)) {
                fprintf(stderr, "%s -> %s is in %s alone\n", seek_state_name((enum seek_state)i),
                        seek_state_name((enum seek_state)j), drawn[i][j] ? "README.md" : "seek_state.c");
                checks_failed++;
            }
        }
    }
}

static void ends(void)
{
    for (int i = 0; i < SEEK_STATES; i++) {
        enum seek_state state = (enum seek_state)i;
        CHECK(state == SEEK_DONE || seek_state_may_follow(state, SEEK_DONE));
        CHECK(!seek_state_may_follow(SEEK_DONE, state));
        CHECK(!seek_state_may_follow(state, state));
    }
    CHECK(!seek_state_may_follow(SEEK_FAILED, SEEK_CUTTING));
    CHECK(!seek_state_may_follow(SEEK_CUTTING, SEEK_DECLINED));
}

int main(void)
{
    diagram(TSMP4_SHIM "/README.md");
    ends();
    return checks_failed != 0;
}
