/*
 * answer.h - how the body of a seek's answer is made, and how it ends.
 */
#ifndef TSMP4_ANSWER_ANSWER_H
#define TSMP4_ANSWER_ANSWER_H

#include "answer/failure.h"
#include "answer/transform.h"
#include "source/deadline.h"

/* What an answer tells, with the transaction's mutex. */
struct answer_calls {
    /* The file is about to come: what is to become of it? */
    void (*begin)(void *data, struct order *order);
    /* It is the cut in answer->cut from now on. */
    void (*cut)(void *data);
    /* It is the file itself from now on, for this reason, which counts under this metric. */
    void (*declined)(void *data, enum metric metric, const char *reason);
    /* All of the file was taken: a client that leaves from now on does not keep it out of the cache. */
    void (*sent)(void *data);
    /* It is broken off, or a 502 is on its way. */
    void (*failed)(void *data, const char *reason);
    /* The last call, if there is a transform: it is gone. That may be after the transaction has closed. */
    void (*closed)(void *data);
};

/* Fields are for reading; the functions below write them. */
struct answer {
    TSHttpTxn txn; /* NULL once it is closed */
    TSEventThread thread;
    const struct answer_calls *calls;
    void *data;
    bool has_transform;      /* one was added; Traffic Server does not take it back */
    TSVConn transform;       /* NULL = there is none, or it is gone */
    struct deadline begin;   /* the answer begins by then, whatever has come of the file */
    bool is_all_there;       /* all of the file has come to the transform */
    bool is_failed;          /* the client gets a 502, or a broken transfer */
    struct failure *failure; /* a 502 on its way; NULL = none */
    struct tsmp4_cut cut;    /* valid once cut was told */
};

/* Sets all of it. On the transaction's thread. calls must live as long as the process, data until closed was told. */
void answer_open(struct answer *answer, TSHttpTxn txn, const struct answer_calls *calls, void *data);

/*
 * Has the answer made by a transform from now on, if it is not already. The time until the answer has to begin counts
 * from now; if is_early, it begins at once. In a hook of the transaction. True = the transform is new, and closed will
 * be told. The other arguments are for transform_add.
 */
bool answer_transform(struct answer *answer, struct engine_seek *engine, int64_t moov_max, bool is_early);

/*
 * In TS_HTTP_TXN_CLOSE, where not all of the file was taken: whether the client left, and not because the origin had
 * failed.
 */
bool answer_is_cut_off(const struct answer *answer);

/* In TS_HTTP_TXN_CLOSE, after that: what was not delivered will not be. */
void answer_close(struct answer *answer);

#endif
