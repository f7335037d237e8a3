#include "answer/answer.h"

#include <string.h>

void answer_open(struct answer *answer, TSHttpTxn txn, const struct answer_calls *calls, void *data)
{
    memset(answer, 0, sizeof *answer);
    answer->txn = txn;
    answer->thread = TSEventThreadSelf();
    answer->calls = calls;
    answer->data = data;
}

static void on_begin(void *data, struct order *order)
{
    struct answer *answer = (struct answer *)data;
    answer->calls->begin(answer->data, order);
}

static void on_cut(void *data, const struct tsmp4_cut *cut)
{
    struct answer *answer = (struct answer *)data;
    answer->cut = *cut;
    answer->calls->cut(answer->data);
}

static void on_declined(void *data, enum metric metric, const char *reason)
{
    struct answer *answer = (struct answer *)data;
    answer->calls->declined(answer->data, metric, reason);
}

static void on_all_there(void *data)
{
    ((struct answer *)data)->is_all_there = true;
}

static void on_sent(void *data)
{
    struct answer *answer = (struct answer *)data;
    answer->calls->sent(answer->data);
}

static void fail(struct answer *answer, enum break_off how, const char *reason)
{
    answer->is_failed = true;
    answer->calls->failed(answer->data, reason);
    if (how == BREAK_LATER) {
        answer->failure = failure_deliver(answer->txn, answer->thread);
    }
}

static void on_broken(void *data, enum break_off how, const char *reason)
{
    fail((struct answer *)data, how, reason);
}

/* is_before_answer: Traffic Server closed it because the file ended, or the client left, before the answer began. */
static void on_closed(void *data, bool is_before_answer)
{
    struct answer *answer = (struct answer *)data;
    answer->transform = NULL;
    deadline_close(&answer->begin);
    if (is_before_answer && answer->txn && !answer->is_all_there && !answer->is_failed) {
        if (failure_is_of_origin(answer->txn)) {
            fail(answer, BREAK_LATER, "the origin ended the file before its answer could begin");
        } else {
            failure_close_client(answer->txn);
        }
    }
    answer->calls->closed(answer->data);
}

static const struct transform_calls calls = {
    on_begin, on_cut, on_declined, on_all_there, on_sent, on_broken, on_closed,
};

static void on_late(void *data)
{
    const struct answer *answer = (const struct answer *)data;
    transform_hurry(answer->transform, answer->begin.seconds);
}

bool answer_transform(struct answer *answer, struct engine_seek *engine, int64_t moov_max, bool is_early)
{
    bool is_new = !answer->has_transform;
    if (is_new) {
        answer->has_transform = true;
        answer->transform = transform_add(answer->txn, engine, moov_max, is_early, &calls, answer);
    }
    if (answer->transform && !is_early) {
        deadline_close(&answer->begin);
        deadline_open(&answer->begin, answer->txn, on_late, answer);
        deadline_set_alarm(&answer->begin, answer->txn);
    }
    return is_new;
}

bool answer_is_cut_off(const struct answer *answer)
{
    switch (ats_abort_of(answer->txn)) {
    case ATS_ABORT_CLIENT:
    case ATS_ABORT_SOME:
        return answer->is_all_there || !failure_is_of_origin(answer->txn);
    case ATS_ABORT_ORIGIN:
    case ATS_ABORT_NONE:
        break;
    }
    return false;
}

void answer_close(struct answer *answer)
{
    deadline_close(&answer->begin);
    failure_cancel(answer->failure);
    answer->failure = NULL;
    answer->txn = NULL;
}
