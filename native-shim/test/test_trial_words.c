#include "check.h"
#include "engine/trial_words.h"

static char reason[256];

static bool judge(const char *said)
{
    *reason = '\0';
    return trial_words_judge(said, "its process ended with signal 7 (Bus error)", reason, sizeof reason);
}

int main(void)
{
    CHECK(judge(TRIAL_STEP "load a.so\nSLF4J says something\n" TRIAL_PASSED "\n"));
    CHECK_TEXT(reason, "");

    CHECK(!judge(TRIAL_FAILED "no Java 17 or newer\n"));
    CHECK_TEXT(reason, "no Java 17 or newer");
    CHECK(!judge("Module x not found\n\n" TRIAL_FAILED "the Java VM gave up\n"));
    CHECK_TEXT(reason, "the Java VM gave up: Module x not found");

    /* If the program did not say why it ended, the last step tells. */
    CHECK(!judge(TRIAL_STEP "load a.so\n" TRIAL_STEP "load b.so\n"));
    CHECK_TEXT(reason, "the engine does not start: as it was about to load b.so, its process ended with signal 7 (Bus "
                       "error)");
    CHECK(!judge(TRIAL_STEP "start\n#\n# A fatal error\n#\n#  SIGBUS (0x7)\n"));
    CHECK_TEXT(reason, "the engine does not start: as it was about to start, its process ended with signal 7 (Bus "
                       "error): A fatal error SIGBUS (0x7)");
    CHECK(!judge(""));
    CHECK_TEXT(reason, "the engine does not start: as it was about to begin, its process ended with signal 7 (Bus "
                       "error)");

    /* A last line that was cut off, and more than is kept. */
    CHECK(!judge(TRIAL_STEP "lo"));
    CHECK(strstr(reason, "about to lo,") != NULL);
    char much[4096];
    memset(much, 'x', sizeof much - 1);
    much[sizeof much - 1] = '\0';
    CHECK(!judge(much));
    CHECK(strlen(reason) == sizeof reason - 1);
    return checks_failed != 0;
}
