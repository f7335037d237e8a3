#include "engine/big_stack.h"

#include <stddef.h>

#define STACK_SIZE ((size_t)8 << 20)

int big_stack_run(struct big_stack *thread, void *(*function)(void *), void *argument)
{
    thread->is_said = false;
    thread->ok = false;
    pthread_mutex_init(&thread->lock, NULL);
    pthread_cond_init(&thread->said, NULL);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t id;
    int failure = pthread_create(&id, &attributes, function, argument);
    pthread_attr_destroy(&attributes);
    pthread_mutex_lock(&thread->lock);
    while (!failure && !thread->is_said) {
        pthread_cond_wait(&thread->said, &thread->lock);
    }
    pthread_mutex_unlock(&thread->lock);
    pthread_cond_destroy(&thread->said);
    pthread_mutex_destroy(&thread->lock);
    return failure;
}

void big_stack_end(struct big_stack *thread, bool ok)
{
    pthread_mutex_lock(&thread->lock);
    thread->ok = ok;
    thread->is_said = true;
    pthread_cond_signal(&thread->said);
    pthread_mutex_unlock(&thread->lock);
}
