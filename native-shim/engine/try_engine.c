/*
 * try_engine.c - a program that starts the engine as the plugin would, and ends: see trial.h. Or it makes the archive of
 * its classes: see archive.h.
 *
 * try-engine HOME LOG-FOLDER JVM-PATH BUDGET [OPTION OF THE VM]...   (an empty JVM-PATH = search)
 * try-engine --archive HOME [JVM-PATH]
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/archive.h"
#include "engine/jvm.h"
#include "engine/libjvm.h"
#include "engine/make_archive.h"
#include "engine/trial_flags.h"
#include "engine/trial_signals.h"
#include "engine/trial_words.h"

static void log_line(int32_t level, const char *line)
{
    (void)level;
    printf("%s\n", line);
}

static const struct tsmp4_host host = {TSMP4_ENGINE_VERSION, 0, log_line};
static struct tsmp4_engine engine;

/* Flushed at once: the next step may be the last. */
static void say(const char *kind, const char *text)
{
    printf("%s%s\n", kind, text);
    fflush(stdout);
}

/* Ends the program without the VM's consent. */
static int end(const char *failure)
{
    say(failure ? TRIAL_FAILED : TRIAL_PASSED, failure ? failure : "");
    _exit(failure ? 1 : 0);
}

/* Loads a library alone, so that one that is damaged is known by its name. */
static void load(const char *path)
{
    char step[PATH_MAX + 16];
    snprintf(step, sizeof step, "load %s", path);
    say(TRIAL_STEP, step);
    if (!dlopen(path, RTLD_NOW | RTLD_GLOBAL)) {
        end(dlerror());
    }
}

int main(int count, char **arguments)
{
    char error[2048];
    if ((count == 3 || count == 4) && strcmp(arguments[1], ARCHIVE_COMMAND) == 0) {
        bool made = make_archive(arguments[2], count == 4 ? arguments[3] : NULL, error, sizeof error);
        printf("%s/" ARCHIVE_FILE "%s%s\n", arguments[2], made ? "" : " was not made: ", made ? "" : error);
        return made ? 0 : 1;
    }
    if (count < 5) {
        return end("it is for the plugin alone");
    }
    /* Nobody is to take its end for that of the proxy. */
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    const struct text_list options = {arguments + 5, count - 5};
    const struct jvm_entry entry = {arguments[1], arguments[2], *arguments[3] ? arguments[3] : NULL, false,
                                    false,        &options,     strtoll(arguments[4], NULL, 10),     &host,
                                    &engine};
    char path[PATH_MAX];
    if (!libjvm_find(path, entry.path, getenv("JAVA_HOME"), error, sizeof error)) {
        return end(error);
    }
    load(path);
    snprintf(path, sizeof path, "%s/libjnidispatch.so", entry.home);
    load(path);
    say(TRIAL_STEP, "start the Java VM and the engine in it");
    trial_signals_set();
    bool ok = jvm_start(&entry, error, sizeof error) && trial_signals_are_right(error, sizeof error) &&
              trial_flags_are_harmless(entry.home, error, sizeof error);
    return end(ok ? NULL : error);
}
