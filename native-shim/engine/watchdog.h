/*
 * watchdog.h - the thread that watches the calls into Java, and says when the engine does not answer.
 *
 * It is not one of Traffic Server's threads, which may all wait in such a call. And it never enters Java, which may
 * stop it.
 */
#ifndef TSMP4_ENGINE_WATCHDOG_H
#define TSMP4_ENGINE_WATCHDOG_H

/* Calling it again has no effect. Both from one thread at a time. */
void watchdog_start(void);

void watchdog_stop(void);

#endif
