#include "engine/big_stack.h"

#include <stddef.h>

#define STACK_SIZE ((size_t)8 << 20)

int big_stack_run(struct big_stack *thread, void *(*function)(void *), void *argument)
{
    thread->state = BIG_STACK_RUNS;
    thread->ok = false;
    pthread_mutex_init(&thread->lock, NULL);
    pthread_cond_init(&thread->said, NULL);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    pthread_t id;
    int failure = pthread_create(&id, &attributes, function, argument);
    pthread_attr_destroy(&attributes);
    pthread_mutex_lock(&thread->lock);
    while (!failure && thread->state == BIG_STACK_RUNS) {
        pthread_cond_wait(&thread->said, &thread->lock);
    }
    enum big_stack_state state = thread->state;
    pthread_mutex_unlock(&thread->lock);
    if (state == BIG_STACK_ENDS) {
        pthread_join(id, NULL);
    } else if (state == BIG_STACK_STANDS) {
        pthread_detach(id);
    }
    pthread_cond_destroy(&thread->said);
    pthread_mutex_destroy(&thread->lock);
    return failure;
}

static void say(struct big_stack *thread, enum big_stack_state state, bool ok)
{
    pthread_mutex_lock(&thread->lock);
    thread->ok = ok;
    thread->state = state;
    pthread_cond_signal(&thread->said);
    pthread_mutex_unlock(&thread->lock);
}

void big_stack_end(struct big_stack *thread, bool ok)
{
    say(thread, BIG_STACK_ENDS, ok);
}

void big_stack_stand(struct big_stack *thread)
{
    say(thread, BIG_STACK_STANDS, false);
}
