#include "engine/watchdog.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "ats/report.h"
#include "engine/watch.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t stopped;
static bool is_running; /* guarded by the lock */
static pthread_t thread;

static void tell(enum watch_change change)
{
    static time_t since;
    struct timespec now;
    char line[160];
    if (change == WATCH_SAME) {
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (change == WATCH_STALLED) {
        since = now.tv_sec;
        snprintf(line, sizeof line, "the engine does not answer: a call has lasted for %d s or more; seeks are answered "
                 "with whole files until it comes back", WATCH_QUICK_MOST / WATCH_TICKS);
    } else {
        snprintf(line, sizeof line, "the engine answers again, after %lld s more; seeks are answered with cuts",
                 (long long)(now.tv_sec - since));
    }
    report_stalled(change == WATCH_STALLED);
    report_line(line);
}

static void *look_after(void *data)
{
    (void)data;
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    pthread_mutex_lock(&lock);
    while (is_running) {
        next.tv_nsec += 1000000000L / WATCH_TICKS;
        next.tv_sec += next.tv_nsec / 1000000000L;
        next.tv_nsec %= 1000000000L;
        if (pthread_cond_timedwait(&stopped, &lock, &next) == 0) {
            continue;
        }
        tell(watch_tick());
        /* Ticks that a stopped process has missed are not made up for. */
        clock_gettime(CLOCK_MONOTONIC, &next);
    }
    pthread_mutex_unlock(&lock);
    return NULL;
}

void watchdog_start(void)
{
    if (is_running) {
        return;
    }
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&stopped, &monotonic);
    pthread_condattr_destroy(&monotonic);
    /* Signals are for Traffic Server's own threads. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    is_running = true;
    if (pthread_create(&thread, NULL, look_after, NULL) != 0) {
        is_running = false;
        report_line("no thread to look after the engine: nobody will notice if it does not answer");
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void watchdog_stop(void)
{
    if (!is_running) {
        return;
    }
    pthread_mutex_lock(&lock);
    is_running = false;
    pthread_cond_signal(&stopped);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    pthread_cond_destroy(&stopped);
}
