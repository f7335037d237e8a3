#include "engine/signals.h"

#include <stdio.h>
#include <stdlib.h>

/* -Xrs leaves most of these alone already. SIGSEGV and its like stay HotSpot's, which passes on what is not its own. */
static const int kept[KEPT_SIGNALS] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGPIPE, SIGXFSZ};

/*
 * HotSpot suspends threads with a signal, whose number must be above those of SIGSEGV and SIGBUS. It crashes when a
 * thread that is not Java's gets this signal, so it has to be one that nobody sends. SIGURG comes only to a process
 * that asked for it by F_SETOWN; SIGWINCH would come from a terminal.
 */
#ifdef SIGSTKFLT
#define SUSPEND_SIGNAL SIGSTKFLT
#else
#define SUSPEND_SIGNAL SIGURG
#endif

void signals_keep(struct signal_set *set)
{
    for (int i = 0; i < KEPT_SIGNALS; i++) {
        sigaction(kept[i], NULL, &set->handlers[i]);
    }
    char number[16];
    snprintf(number, sizeof number, "%d", SUSPEND_SIGNAL);
    setenv("_JAVA_SR_SIGNUM", number, 0);
}

void signals_restore(const struct signal_set *set)
{
    for (int i = 0; i < KEPT_SIGNALS; i++) {
        sigaction(kept[i], &set->handlers[i], NULL);
    }
}
