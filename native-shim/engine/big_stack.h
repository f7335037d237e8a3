/*
 * big_stack.h - a thread with far more stack than those of the proxy have, and the wait for it.
 */
#ifndef TSMP4_ENGINE_BIG_STACK_H
#define TSMP4_ENGINE_BIG_STACK_H

#include <pthread.h>
#include <stdbool.h>

/* A thread that may say how it ended without ever ending. */
struct big_stack {
    pthread_mutex_t lock;
    pthread_cond_t said;
    bool is_said;
    bool ok;
};

/*
 * Runs the function and waits for its big_stack_end. 0, or the number of the error that kept the thread from running.
 */
int big_stack_run(struct big_stack *thread, void *(*function)(void *), void *argument);

/* Called on the thread, once: the waiting one goes on. */
void big_stack_end(struct big_stack *thread, bool ok);

#endif
