/*
 * big_stack.h - a thread with far more stack than those of the proxy have, and the wait for it.
 */
#ifndef TSMP4_ENGINE_BIG_STACK_H
#define TSMP4_ENGINE_BIG_STACK_H

#include <pthread.h>
#include <stdbool.h>

enum big_stack_state { BIG_STACK_RUNS, BIG_STACK_ENDS, BIG_STACK_STANDS };

/* A thread that may say that it stops where it is, without ever ending. */
struct big_stack {
    pthread_mutex_t lock;
    pthread_cond_t said;
    enum big_stack_state state;
    bool ok;
};

/*
 * Runs the function and waits until it has ended, or says that it never will. 0, or the number of the error that kept
 * the thread from running.
 */
int big_stack_run(struct big_stack *thread, void *(*function)(void *), void *argument);

/* The thread itself calls one of these two, once. Here, it is about to return. */
void big_stack_end(struct big_stack *thread, bool ok);

/* Here, it never returns: whoever waits for it goes on all the same. */
void big_stack_stand(struct big_stack *thread);

#endif
