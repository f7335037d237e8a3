/*
 * seek.h - one seek: a transaction whose answer may be a cut.
 */
#ifndef TSMP4_SEEK_H
#define TSMP4_SEEK_H

#include <stdbool.h>

#include "ats.h"
#include "engine.h"
#include "fill.h"
#include "guess.h"
#include "report.h"
#include "rule.h"

#ifdef __cplusplus
extern "C" {
#endif

enum preset {
    PRESET_NONE, /* the file comes from its first byte on */
    PRESET_CACHE,
    PRESET_ORIGIN
};

/*
 * Shared by the transaction's hooks, its transform, and a plan that is made on another thread; freed with the last.
 * All but references and handle belong to whoever holds the transaction's mutex.
 */
struct seek {
    int references;
    const struct rule *rule;
    const struct tsmp4_engine *engine;
    struct tsmp4_request *asked; /* the engine is still to be told; NULL = it was */
    int64_t handle;              /* the engine's; 0 before it is opened and once it is closed */
    TSHttpTxn txn;  /* valid until TXN_CLOSE */
    TSEventThread thread; /* the transaction's */
    bool is_head;
    bool has_transform;
    bool is_looked_up;       /* the cache has said what it has */
    bool is_held;            /* the transaction waits for the index of its file */
    bool is_planned;         /* cut says what to answer with the file that was found in the cache */
    enum preset preset;      /* who was asked for no more of the file than the bytes that cut names */
    bool may_be_stored;      /* what the origin sends of the file goes into the cache, if its header allows */
    bool is_all_there;       /* of what the transform reads, no more was to come when it was last called */
    bool is_sent;            /* the transform is done with the file: the client's leaving does not matter to the cache */
    bool is_cut;             /* the answer is a cut: its header is to be rewritten */
    struct guess *guess;     /* what the engine made of the URL alone; NULL = nothing */
    TSMBuffer file;          /* a header of the file that is read for its index; NULL = there is none */
    TSMLoc file_header;
    int64_t source_size;     /* bytes of the file in the cache, or of that one; -1 = not known */
    struct fill *fill;       /* to be made when the client leaves before the cache has the file; NULL = never */
    struct tsmp4_answer cut; /* when is_planned or is_cut */
    char reason[TSMP4_REASON_SIZE]; /* why the answer is not a cut; "" = nothing to say */
};

/* Takes over an engine's handle (0: the engine declined, and reason says why) and follows the transaction. */
void seek_begin(TSHttpTxn txn, const struct rule *rule, bool is_head, const struct tsmp4_answer *opened);

/*
 * The same for what is beyond doubt a seek: the engine is told when it is needed, and not here. The first call into Java
 * after a while takes a tenth of a millisecond, for which Traffic Server has time when it reads the disk.
 */
void seek_begin_unopened(TSHttpTxn txn, const struct rule *rule, const struct tsmp4_request *asked);

/* Opens the engine's handle if that is still to be done. False = it cannot be had; answer says why. */
bool seek_open(struct seek *seek, struct tsmp4_answer *answer);

struct seek *seek_hold(struct seek *seek);
void seek_release(struct seek *seek);

/*
 * The client has left a held transaction. Traffic Server has closed the file in the cache then, header and all, and what
 * transforms there were: a new one would be nobody's.
 */
bool seek_is_left(const struct seek *seek);

/* The file that is meant from now on; buffer NULL = none. */
void seek_set_file(struct seek *seek, TSMBuffer buffer, TSMLoc header, int64_t size);

/* Gives the engine's handle back; again is nothing. */
void seek_close(struct seek *seek);

/*
 * The file ended before the answer began, and its transform was closed for that. Traffic Server would wait for the
 * transform until the client's inactivity timeout. Where the origin ended it the client gets a 502 now. A cache that
 * cannot read on ends an HTTP/1 connection soon; HTTP/2's has other streams, there its timeouts have to do.
 */
void seek_give_up(struct seek *seek);

/* The answer is lost, and the client has no header yet: it gets a 502 when this thread comes to it. */
void seek_fail(struct seek *seek);

/* Has the answer made by a transform, from now on or already. */
void seek_transform(struct seek *seek);

/* Has the file brought into the cache beside this seek, which takes only a part of it from the origin. */
void seek_fill(struct seek *seek);

/* The file is served whole: one line for the operator, the reason for the access log, and the counts. */
void seek_decline(struct seek *seek, enum metric count, const char *reason);

/* The same for what the engine answered. */
void seek_declined(struct seek *seek, const struct tsmp4_answer *answer);

#ifdef __cplusplus
}
#endif
#endif
