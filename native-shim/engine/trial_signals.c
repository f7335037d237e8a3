#include "engine/trial_signals.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* HotSpot stops its threads, and finds what is null, by these. */
static const int taken[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
static const int left[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGPIPE, SIGTRAP, SIGABRT};

#define LEFT_ALONE "the Java VM leaves signals that it lives by to Traffic Server: -XX:+AllowUserSignalHandlers"
#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_taken(int number);

/* Traffic Server's writes a report, and ends the process. */
static void on_signal(int number)
{
    static const char hint[] = LEFT_ALONE "\n";
    if (!is_taken(number) && write(STDOUT_FILENO, hint, sizeof hint - 1) < 0) {
        _exit(1);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static bool is_ours(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == on_signal;
}

/* Whether the VM has taken this signal, or is not to take it at all. */
static bool is_taken(int number)
{
    bool is_vms = false;
    for (size_t i = 0; i < COUNT(taken); i++) {
        is_vms = is_vms || taken[i] == number;
    }
    return !is_vms || !is_ours(number);
}

static void set(const int *numbers, size_t count)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    for (size_t i = 0; i < count; i++) {
        sigaction(numbers[i], &action, NULL);
    }
}

void trial_signals_set(void)
{
    set(taken, COUNT(taken));
    set(left, COUNT(left));
}

bool trial_signals_are_right(char *error, size_t error_size)
{
    for (size_t i = 0; i < COUNT(taken); i++) {
        if (is_ours(taken[i])) {
            snprintf(error, error_size, LEFT_ALONE);
            return false;
        }
    }
    for (size_t i = 0; i < COUNT(left); i++) {
        if (!is_ours(left[i])) {
            snprintf(error, error_size, "the Java VM takes signal %d (%s) from Traffic Server", left[i],
                     strsignal(left[i]));
            return false;
        }
    }
    return true;
}
