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

static enum watch_state told; /* belongs to the thread, while there is one */

static void tell(enum watch_state state)
{
    static time_t since;
    struct timespec now;
    char line[256];
    if (state == told) {
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    since = told == WATCH_WELL ? now.tv_sec : since;
    switch (state) {
    case WATCH_WELL:
        snprintf(line, sizeof line, "the engine answers again, after %lld s; seeks are answered with cuts again",
                 (long long)(now.tv_sec - since));
        break;
    case WATCH_SLOW:
        snprintf(line, sizeof line,
                 "the engine is slow: again and again, calls take more than 0.1 s, perhaps because the "
                 "Java VM does little but collect garbage; new seeks are answered with whole files until it is over");
        break;
    case WATCH_STALLED:
        snprintf(line, sizeof line,
                 "the engine does not answer: a call has lasted for %d s or more; seeks are answered "
                 "with whole files until it comes back",
                 WATCH_QUICK_MOST / WATCH_TICKS);
        break;
    }
    told = state;
    report_stalled(state != WATCH_WELL);
    report_line(state == WATCH_WELL ? TSMP4_NOTE : TSMP4_ERROR, line);
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
        report_line(TSMP4_ERROR, "no thread for the watchdog: nobody will notice if the engine does not answer");
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
    /* Nobody would see it end. */
    told = WATCH_WELL;
    report_stalled(false);
}
