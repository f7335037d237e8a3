/*
 * transform.h - a file on its way to the client becomes a cut.
 */
#ifndef TSMP4_ANSWER_TRANSFORM_H
#define TSMP4_ANSWER_TRANSFORM_H

#include "answer/break_off.h"
#include "answer/order.h"
#include "ats/report.h"
#include "engine/engine_seek.h"

/* What a transform tells, with the transaction's mutex. All but closed are told only while the transaction exists. */
struct transform_calls {
    /* The file is about to come. */
    void (*begin)(void *data, struct order *order);
    /* The answer is this cut from now on. The plan lives for the call. */
    void (*cut)(void *data, const struct tsmp4_cut *cut);
    /* The answer is the file itself from now on, for this reason, which counts under this metric. */
    void (*declined)(void *data, enum metric metric, const char *reason);
    /* All of the file has come to the transform. May be told more than once. */
    void (*all_there)(void *data);
    /* The transform has taken all of the file: a client that leaves from now on does not keep it out of the cache. */
    void (*sent)(void *data);
    /* The answer is broken off. The transaction may be gone when the transform goes on. */
    void (*broken)(void *data, enum break_off how, const char *reason);
    /* The last call: the transform is gone. Traffic Server may say so after it has closed the transaction. */
    void (*closed)(void *data, bool is_before_answer);
};

/*
 * Adds a response transform to the transaction, in one of its hooks. What is cached is the file as it comes.
 * engine: the transform holds a reference of its own. calls must live as long as the process, data until closed.
 * is_early: the bytes come from the cache, and the header need not wait for the first of them.
 * What is returned is valid until closed is told.
 */
TSVConn transform_add(TSHttpTxn txn, struct engine_seek *engine, int64_t moov_max, bool is_early,
                      const struct transform_calls *calls, void *data);

/*
 * The client has waited for its header long enough, so many seconds: its answer begins, whatever has come of the file.
 * It is the cut, where that is planned; where it is not, it is the file itself. Before the transform is
 * opened nothing happens. With the transaction's mutex.
 */
void transform_hurry(TSVConn self, int seconds);

#endif
