/*
 * collecting.h - the engine is given what it wants of a file for its index, while the transaction is held.
 */
#ifndef TSMP4_COLLECTING_H
#define TSMP4_COLLECTING_H

#include "seek.h"
#include "subrequest.h"

#ifdef __cplusplus
extern "C" {
#endif

enum collecting_end {
    COLLECTING_COMPLETE, /* the index can be made */
    COLLECTING_DECLINED, /* answer says why */
    COLLECTING_FAILED    /* the file cannot be read this way, or the client has left */
};

struct collecting_calls {
    /* The first part has said which file it is of. False: no bytes are wanted, and nothing more is told. */
    bool (*named)(void *data);
    /* Told once. What was told from lives no longer than the call. */
    void (*end)(void *data, enum collecting_end how);
};

struct collecting {
    struct seek *seek;
    enum subrequest from;
    const struct collecting_calls *calls;
    void *data;
    struct tsmp4_answer answer; /* the engine's last */
    int seconds;                /* nobody is kept waiting longer */
    int64_t deadline;           /* that, in nanoseconds of TShrtime */
    int64_t begin;              /* of the part being fetched */
    int64_t position;           /* of its next byte */
    int64_t end;                /* of that part */
    struct parts *parts;        /* NULL where one is fetched after the other */
    bool is_alone;              /* one is: the file was wrong about what is ahead, or the origin does not answer so many */
};

/* Sets all of it. The time counts from now on. */
void collecting_open(struct collecting *collecting, struct seek *seek, enum subrequest from,
                     const struct collecting_calls *calls, void *data);

/* Whether the client has been kept waiting for as long as it may be. */
bool collecting_is_late(const struct collecting *collecting);

/* From the first byte of the file on: whatever it is, it will be wanted. */
void collecting_begin(struct collecting *collecting);

/* From answer.position on, as the engine has said to find. */
void collecting_go_on(struct collecting *collecting);

/* Lets go of what is on its way. */
void collecting_stop(struct collecting *collecting);

#ifdef __cplusplus
}
#endif
#endif
