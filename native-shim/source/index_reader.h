/*
 * index_reader.h - gets the index of a file, and the cut of a seek by it: from the engine if it knows the index, else
 * by reading what the engine needs, while the transaction is held.
 */
#ifndef TSMP4_SOURCE_INDEX_READER_H
#define TSMP4_SOURCE_INDEX_READER_H

#include "engine/engine_seek.h"
#include "source/file_type.h"
#include "source/file_version.h"

enum index_end {
    INDEX_KNOWN,      /* the cut is planned; the engine knew the index */
    INDEX_READ,       /* the cut is planned; the index was read for it */
    INDEX_DECLINED,   /* the file cannot be cut: answer.decline says why */
    INDEX_UNREADABLE, /* the file cannot be read this way */
    INDEX_LOST,       /* a part of it did not come, or was of another version, or is no media */
    INDEX_ABANDONED   /* the client left meanwhile. Its cached file is closed, and its transforms are gone */
};

/* Called once, with the transaction's mutex. The answer lives for the call. */
typedef void (*index_done)(void *data, enum index_end how, const struct tsmp4_answer *answer);

/* What an index is read for. The struct is copied; what it points to must live until done is called. */
struct index_reading {
    TSHttpTxn txn;
    const struct options *options;
    struct engine_seek *engine;
    struct file_version *file; /* gets the header and the size of the file, where it lacks them */
    index_done done;
    void *data;
};

/*
 * Gets the index of the file in the cache that has this header; the size of the file, if known, is in reading->file. To
 * be called in a hook of the transaction, or while one is held. If done is not called before this returns, it is called
 * later, and the transaction must be held until then.
 */
void index_read_from_cache(const struct index_reading *reading, TSMBuffer buffer, TSMLoc header);

/* The same from the origin. */
void index_read_from_origin(const struct index_reading *reading);

#endif
