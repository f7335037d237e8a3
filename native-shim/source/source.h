/*
 * source.h - where the bytes of a seek's file come from: looked up, planned, and asked for.
 */
#ifndef TSMP4_SOURCE_SOURCE_H
#define TSMP4_SOURCE_SOURCE_H

#include "rule/options.h"
#include "source/ahead.h"
#include "source/cache_fill.h"
#include "source/cache_or_origin.h"
#include "source/file_version.h"
#include "source/index_reader.h"
#include "source/origin_answer.h"
#include "source/range_request.h"
#include "source/read_range.h"
#include "source/story.h"

/* What came of a lookup. */
enum source_found {
    SOURCE_PLANNED,  /* the cut is planned, and its bytes are asked for */
    SOURCE_STREAMS,  /* the file comes from its first byte on */
    SOURCE_AWAITED,  /* the same, if the origin answers with the file */
    SOURCE_DECLINED, /* the file cannot be cut */
    SOURCE_ABANDONED /* the client has left meanwhile */
};

/*
 * Told once for each lookup, and once more if it has to be declined after all, with the transaction's mutex. why: of
 * SOURCE_DECLINED; it lives for the call.
 */
typedef void (*source_told)(void *data, enum source_found found, const struct tsmp4_decline *why);

/* Fields are for reading; the functions below write them, in hooks of the transaction. */
struct source {
    TSHttpTxn txn;
    const struct options *options;
    struct engine_seek *engine;
    bool is_head;
    source_told told;
    void *data;
    bool is_told;               /* of the last lookup */
    enum source_found found;    /* what was told last */
    enum cache_state cache;     /* what the cache has of the file */
    enum index_end index;       /* how its index was had, or why not */
    enum read_path path;        /* how its bytes come */
    struct range_request range; /* asks the origin for the cut's bytes; is_sent: the answer is not stored */
    struct file_version file;   /* which version of the file the plan is of */
    struct tsmp4_cut plan;      /* valid after SOURCE_PLANNED */
    char story[STORY_SIZE];     /* what came of the lookup, for a debug line; "" while those are off */
    struct ahead *ahead;        /* the cut that is made while the cache is looked up; NULL = none is */
    struct cache_fill *fill;    /* to be started if the client leaves before the cache has the file; NULL = none */
};

/* Sets all of it. What is passed must outlive it. */
void source_open(struct source *source, TSHttpTxn txn, const struct options *options, struct engine_seek *engine,
                 bool is_head, source_told told, void *data);

/*
 * In remap: has the engine make the cut while the cache is looked up. The origin, if it is asked, is asked over a
 * connection of its own.
 */
void source_prepare(struct source *source);

/*
 * In TS_HTTP_CACHE_LOOKUP_COMPLETE, which may come again for another file. True = told is called later, and the
 * transaction must be held until then. False = it was called.
 */
bool source_look_up(struct source *source);

/* Whether the file was found in the cache, fresh or stale. */
bool source_is_cached(const struct source *source);

/*
 * In TS_HTTP_SEND_REQUEST_HDR, which comes again if Traffic Server tries again: keeps a range that was meant for the
 * cache from the origin, and also a range that the origin has already left unanswered. If another plugin asks the
 * origin for a part of the file, SOURCE_DECLINED is told.
 */
void source_ask(struct source *source);

/*
 * In TS_HTTP_READ_RESPONSE_HDR: what the origin's answer means for the plan, if there is one. why: the reason, of
 * ORIGIN_CROWDED and ORIGIN_UNUSABLE.
 */
enum origin_answer source_take_answer(struct source *source, bool is_planned, struct tsmp4_decline *why);

/* In TS_HTTP_TXN_CLOSE: frees what it holds. is_cut_off: the client left, and took the write to the cache along. */
void source_close(struct source *source, bool is_cut_off);

#endif
