#include "engine/trial.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ats/report.h"
#include "engine/archive.h"
#include "engine/trial_words.h"

#define DEADLINE_S 60
#define SAID_SIZE 8192
#define NO_SOCKET "-XX:+DisableAttachMechanism"

/* The last trial. Guarded by the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct text_list asked; /* the program and its arguments; empty = none */
static bool passed;
static bool by_archive;
static char reason[1024];

/* What try_engine.c takes. It ends without the VM's consent, so jcmd's socket would stay in /tmp: one for each start. */
static bool arguments_of(const struct jvm_entry *entry, struct text_list *arguments)
{
    char program[PATH_MAX + 32];
    char budget[32];
    snprintf(program, sizeof program, "%s/" TRIAL_PROGRAM, entry->home);
    snprintf(budget, sizeof budget, "%lld", (long long)entry->budget);
    const char *path = entry->path ? entry->path : "";
    bool ok = text_list_add(arguments, program, strlen(program)) &&
              text_list_add(arguments, entry->home, strlen(entry->home)) &&
              text_list_add(arguments, entry->log_dir, strlen(entry->log_dir)) &&
              text_list_add(arguments, path, strlen(path)) && text_list_add(arguments, budget, strlen(budget));
    for (int i = 0; ok && i < entry->options->size; i++) {
        ok = text_list_add(arguments, entry->options->items[i], strlen(entry->options->items[i]));
    }
    return ok && text_list_add(arguments, NO_SOCKET, sizeof NO_SOCKET - 1);
}

static bool is_same(const struct text_list *one, const struct text_list *other)
{
    bool same = one->size == other->size;
    for (int i = 0; same && i < one->size; i++) {
        same = strcmp(one->items[i], other->items[i]) == 0;
    }
    return same;
}

/* That of this process. On FreeBSD it is the program's, and no library's. */
static char **environment(void)
{
    static char *none[] = {NULL};
    char ***own = (char ***)dlsym(RTLD_DEFAULT, "environ");
    return own && *own ? *own : none;
}

/* With both outputs in the pipe. 0, or the number of the error. */
static int spawn(pid_t *child, const struct text_list *arguments, const int pipe_ends[2])
{
    char **words = (char **)calloc((size_t)arguments->size + 1, sizeof *words);
    if (!words) {
        return ENOMEM;
    }
    memcpy(words, arguments->items, (size_t)arguments->size * sizeof *words);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDERR_FILENO);
    /* Traffic Server ignores some signals, and its threads block others. */
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failure = posix_spawn(child, words[0], &actions, &attributes, words, environment());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(words);
    return failure;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until the child ends: what does not fit is read all the same. False = it took too long. */
static bool hear_out(int from, char said[SAID_SIZE])
{
    size_t used = 0;
    int64_t end = now_ms() + INT64_C(1000) * DEADLINE_S;
    for (;;) {
        char bytes[1024];
        struct pollfd ready = {from, POLLIN, 0};
        int64_t left = end - now_ms();
        int count = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (count == 0) {
            said[used] = '\0';
            return false;
        }
        ssize_t size = count > 0 ? read(from, bytes, sizeof bytes) : -1;
        if (size == 0 || (size < 0 && errno != EINTR)) {
            said[used] = '\0';
            return true;
        }
        size_t room = SAID_SIZE - 1 - used;
        size_t kept = size < 0 ? 0 : (size_t)size < room ? (size_t)size : room;
        memcpy(said + used, bytes, kept);
        used += kept;
    }
}

static void how_it_ended(char text[128], pid_t child, bool in_time)
{
    int status = 0;
    pid_t ended;
    do {
        ended = waitpid(child, &status, 0);
    } while (ended < 0 && errno == EINTR);
    if (!in_time) {
        snprintf(text, 128, "it took more than %d s", DEADLINE_S);
    } else if (ended == child && WIFSIGNALED(status)) {
        snprintf(text, 128, "its process ended with signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    } else {
        snprintf(text, 128, "its process ended");
    }
}

/* 0, or why no process could be started. */
static int run(const struct text_list *arguments)
{
    int pipe_ends[2];
    if (pipe2(pipe_ends, O_CLOEXEC) != 0) {
        return errno;
    }
    pid_t child = 0;
    int failure = spawn(&child, arguments, pipe_ends);
    close(pipe_ends[1]);
    if (!failure) {
        char said[SAID_SIZE];
        bool in_time = hear_out(pipe_ends[0], said);
        if (!in_time) {
            kill(child, SIGKILL);
        }
        char end[128];
        how_it_ended(end, child, in_time);
        passed = trial_words_judge(said, end, reason, sizeof reason);
    }
    close(pipe_ends[0]);
    return failure;
}

/* Whether there is an archive that does not fit: it is of another VM or jar, or a byte is not as it was written. */
static bool misfits(const struct jvm_entry *entry)
{
    struct text_list arguments = {NULL, 0};
    bool tried = archive_is_there(entry->home) && arguments_of(entry, &arguments) &&
                 archive_check(&arguments, entry->home) && run(&arguments) == 0;
    text_list_free(&arguments);
    by_archive = tried && passed;
    return tried && !passed;
}

static void try_it(const struct jvm_entry *entry, struct text_list *arguments)
{
    char line[PATH_MAX + sizeof reason + 256];
    text_list_free(&asked);
    bool misfit = misfits(entry);
    snprintf(line, sizeof line,
             "the engine starts later, without %s/" ARCHIVE_FILE ", which " TRIAL_PROGRAM " " ARCHIVE_COMMAND
             " makes anew: %s",
             entry->home, reason);
    int failure = by_archive ? 0 : run(arguments);
    if (failure) {
        snprintf(line, sizeof line, "%s cannot be run (%s): the engine is started without a trial", arguments->items[0],
                 strerror(failure));
        passed = true;
    }
    if (failure || (misfit && passed)) {
        report_line(TSMP4_WARNING, line);
    }
    asked = *arguments;
}

bool trial_passes(const struct jvm_entry *entry, bool *archive_fits, char *error, size_t error_size)
{
    struct text_list arguments = {NULL, 0};
    if (!arguments_of(entry, &arguments)) {
        text_list_free(&arguments);
        snprintf(error, error_size, "out of memory");
        return false;
    }
    pthread_mutex_lock(&lock);
    if (is_same(&arguments, &asked)) {
        text_list_free(&arguments);
    } else {
        try_it(entry, &arguments);
    }
    bool ok = passed;
    *archive_fits = by_archive;
    if (!ok) {
        snprintf(error, error_size, "%s", reason);
    }
    pthread_mutex_unlock(&lock);
    return ok;
}

void trial_forget(void)
{
    pthread_mutex_lock(&lock);
    text_list_free(&asked);
    pthread_mutex_unlock(&lock);
}
