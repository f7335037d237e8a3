/*
 * signals.h - the handlers of Traffic Server, kept while a Java VM is created.
 */
#ifndef TSMP4_ENGINE_SIGNALS_H
#define TSMP4_ENGINE_SIGNALS_H

#include <signal.h>

#define KEPT_SIGNALS 8

struct signal_set {
    struct sigaction handlers[KEPT_SIGNALS];
};

/* Notes the handlers, and tells HotSpot to leave SIGUSR2 alone. */
void signals_keep(struct signal_set *set);

void signals_restore(const struct signal_set *set);

#endif
