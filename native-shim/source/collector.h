/*
 * collector.h - reads the parts of a file that the engine needs for its index, by internal requests.
 */
#ifndef TSMP4_SOURCE_COLLECTOR_H
#define TSMP4_SOURCE_COLLECTOR_H

#include "engine/engine_seek.h"
#include "source/file_version.h"
#include "source/own_request.h"

/* All with the transaction's mutex, on its thread; the transaction is held while a collector is at work. */
struct collector;

enum collector_end {
    COLLECTOR_COMPLETE, /* the index can be built: answer is the engine's last */
    COLLECTOR_DECLINED, /* answer.decline says why */
    COLLECTOR_FAILED    /* the file cannot be read this way, or the client has left */
};

struct collector_calls {
    /*
     * The first part has said which version of the file this is. False: no bytes are needed, and nothing more is told.
     */
    bool (*named)(void *data);
    /*
     * The collector may be freed in this call. The answer lives for the call. Called once. But if the index is complete
     * and the collector still there when the client has been kept waiting too long, it is called again, with
     * COLLECTOR_DECLINED.
     */
    void (*end)(void *data, enum collector_end how, const struct tsmp4_answer *answer);
};

/* The transaction, the engine's seek, the file and the calls must outlive it. Time counts from now on. */
struct collector *collector_new(TSHttpTxn txn, struct engine_seek *engine, struct file_version *file,
                                enum own_request from, const struct collector_calls *calls, void *data);

/* Whether the client has been kept waiting for as long as it may be. */
bool collector_is_late(const struct collector *collector);

/* Reads from the first byte of the file on: whatever the file is, that will be needed. */
void collector_begin(struct collector *collector);

/* Reads what find of the engine needs. */
void collector_go_on(struct collector *collector, const struct tsmp4_need *need);

/* Ends what is being fetched, too. */
void collector_free(struct collector *collector);

#endif
