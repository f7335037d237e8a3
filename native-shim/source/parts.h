/*
 * parts.h - parts of a file that are fetched side by side, and kept until they were read.
 */
#ifndef TSMP4_SOURCE_PARTS_H
#define TSMP4_SOURCE_PARTS_H

#include "engine.h"
#include "source/file_version.h"
#include "source/own_request.h"

struct parts;

enum part_state {
    PART_NONE, /* nobody asked for it */
    PART_COMING,
    PART_THERE,
    PART_FAILED
};

/* Told whenever a part is there or has failed, with the transaction's mutex; parts may be freed in it. */
typedef void (*parts_arrived)(void *data);

/*
 * Parts of this version of the transaction's file; both must outlive what is returned. To be called, like all below,
 * with the transaction's mutex.
 */
struct parts *parts_new(TSHttpTxn txn, struct file_version *file, enum own_request from, parts_arrived arrived,
                        void *data);

/*
 * Asks for what the engine needs now and will need later, unless that was asked for before. False = a request cannot be
 * made.
 */
bool parts_ask(struct parts *parts, const struct tsmp4_need *need);

/*
 * The state of the part that has this byte. If it is PART_THERE, also its bytes from this one on; they live until the
 * part is let go of.
 */
enum part_state parts_at(const struct parts *parts, int64_t position, const char **bytes, int64_t *size);

/* Lets go of the parts that end at or before this byte. */
void parts_pass(struct parts *parts, int64_t position);

/* NULL is ignored. */
void parts_free(struct parts *parts);

#endif
