/*
 * pace.h - how much of an answer may be on its way to the client.
 *
 * Traffic Server takes a transform's output in full whenever it is told of it, however slow the client is. So it is
 * not told: bytes are laid out in the output buffer, and are taken when the client's side asks for more, which is the
 * output's TS_EVENT_VCONN_WRITE_READY. Only when it asked in vain, because the file had not come yet, is the output
 * reenabled. HTTP/2 asks for a stream when that stream has sent what it had. HTTP/1 asks after each write to the
 * socket, so there the bytes before the socket count too.
 *
 * A client inside Traffic Server (another plugin's request) asks after each move: there only flow control helps. What
 * a chunked origin sends is read however much of it still waits here, and nothing helps there.
 */
#ifndef TSMP4_ANSWER_PACE_H
#define TSMP4_ANSWER_PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "ats/ats.h"

/*
 * How many bytes may be laid out, or on the way to the socket of an HTTP/1 client. Most of them are in fragments of the
 * cache. With this limit a client holds two of those: one that is partly sent, and one that is read ahead.
 */
#define PACE_MOST (INT64_C(384) << 10)

/*
 * How many may be laid out before the client's side asks: the header goes out with them, and is not to wait for a long
 * head.
 */
#define PACE_FIRST (INT64_C(4) << 10)

struct pace {
    TSVIO client;     /* what is written to the client's connection; NULL when that says nothing of this answer */
    bool settled;     /* client belongs to this answer; before, it may be that of the connection's last answer */
    bool push;        /* nobody is going to ask for what is added now: the output is to be reenabled */
    bool pushed;      /* the next TS_EVENT_VCONN_WRITE_READY answers a reenable, and says nothing of the client */
    int64_t most;     /* bytes that may be laid out, however few are before the socket */
    int64_t unproven; /* bytes pushed since the client's side last asked */
};

void pace_open(struct pace *pace, TSHttpTxn txn);

/* Whether the operator has turned Traffic Server's own flow control on. */
bool pace_is_flow_controlled(void);

/*
 * Bytes that may be added to the output buffer in this event, when staged bytes are in it.
 * Called with each event of the transform once its output is open, followed by pace_added.
 */
int64_t pace_room(struct pace *pace, TSVConn transform, TSEvent event, int64_t staged);

void pace_added(struct pace *pace, TSVIO output, int64_t added);

#endif
