#include "source/source.h"

#include <string.h>

#include "ats/headers.h"
#include "ats/report.h"
#include "source/crowded.h"
#include "source/file_type.h"
#include "source/interim.h"
#include "source/neighbours.h"
#include "source/own_request.h"

/*
 * A cut that begins so early in the file may as well stream past: then the same answer brings the file into the cache.
 */
#define STREAM_MOST (INT64_C(1) << 20)

static const struct tsmp4_decline nothing = {0, 0, ""};

void source_open(struct source *source, TSHttpTxn txn, const struct options *options, struct engine_seek *engine,
                 bool is_head, source_told told, void *data)
{
    memset(source, 0, sizeof *source);
    source->txn = txn;
    source->options = options;
    source->engine = engine;
    source->is_head = is_head;
    source->told = told;
    source->data = data;
    file_version_forget(&source->file);
    interim_hide(txn);
}

void source_close(struct source *source, bool is_cut_off)
{
    if (is_cut_off) {
        cache_fill_start(source->fill);
    } else {
        cache_fill_drop(source->fill);
    }
    source->fill = NULL;
    ahead_cancel(source->ahead);
    source->ahead = NULL;
    range_request_end(&source->range);
    file_version_forget(&source->file);
}

void source_prepare(struct source *source)
{
    own_request_use_own_connection(source->txn);
    source->ahead = ahead_start(source->txn, source->engine);
}

static void read_by_range(struct source *source, enum read_path path)
{
    source->path = read_range_set(source->txn, &source->plan, &source->file, path);
    if (source->path == READ_FROM_CACHE) {
        report_add(METRIC_SKIPPED, read_range_skipped(&source->plan, &source->file, source->path));
    }
}

/* The file is brought into the cache beside the seek, which takes only a part of it from the origin. */
static void fill_beside(const struct source *source, int64_t size)
{
    if (cache_state_may_store(source->cache)) {
        cache_fill_start(cache_fill_prepare(source->txn, source->options, size));
    }
}

/* Asks for what the planned cut needs. Who is asked for a stale file is known when the origin has answered. */
static void ask_by_plan(struct source *source)
{
    if (source->is_head || source->cache == CACHE_STALE) {
        return;
    }
    if (source->cache == CACHE_FRESH) {
        read_by_range(source, READ_FROM_CACHE);
    } else if (source->plan.source_begin > STREAM_MOST) {
        read_by_range(source, READ_FROM_ORIGIN);
        range_request_open(&source->range, source->txn);
    }
}

bool source_is_cached(const struct source *source)
{
    return cache_state_is_hit(source->cache);
}

static enum source_found found(struct source *source)
{
    switch (source->index) {
    case INDEX_KNOWN:
    case INDEX_READ:
        ask_by_plan(source);
        return SOURCE_PLANNED;
    case INDEX_DECLINED:
        /* The origin may have another version than the stale one that cannot be cut. */
        return source->cache == CACHE_STALE ? SOURCE_STREAMS : SOURCE_DECLINED;
    case INDEX_UNREADABLE:
    case INDEX_LOST:
        if (cache_state_is_hit(source->cache)) {
            return SOURCE_STREAMS;
        }
        file_version_forget(&source->file);
        return SOURCE_AWAITED;
    case INDEX_ABANDONED:
        break;
    }
    return SOURCE_ABANDONED;
}

static void tell(struct source *source, enum source_found found, const struct tsmp4_decline *why)
{
    struct story story = {source->cache, source->index == INDEX_KNOWN, found == SOURCE_PLANNED ? &source->plan : NULL,
                          0};
    story.skipped = read_range_skipped(&source->plan, &source->file, source->path);
    story_write(source->story, &story);
    source->found = found;
    source->is_told = true;
    source->told(source->data, found, why);
}

static void ask_origin(struct source *source);

/*
 * A cache that wraps around may overwrite a file after it was found. Then the file could not even stream past, so the
 * origin is asked as if the file had not been found.
 */
static bool is_asked_of_origin(struct source *source)
{
    if (!cache_state_is_hit(source->cache) ||
        cache_or_origin(source->txn, source->options, CACHE_NOTHING) != ASK_ORIGIN) {
        return false;
    }
    source->cache = cache_state_pass_by(source->txn);
    file_version_forget(&source->file);
    ask_origin(source);
    return true;
}

static void on_index(void *data, enum index_end how, const struct tsmp4_answer *answer)
{
    struct source *source = (struct source *)data;
    if (how == INDEX_LOST && is_asked_of_origin(source)) {
        return;
    }
    source->index = how;
    source->plan = answer->cut;
    tell(source, found(source), &answer->decline);
}

static void ask_origin(struct source *source)
{
    struct index_reading reading = {source->txn, source->options, source->engine, &source->file, on_index, source};
    index_read_from_origin(&reading);
}

static bool is_file(TSMBuffer buffer, TSMLoc header)
{
    return TSHttpHdrStatusGet(buffer, header) == TS_HTTP_STATUS_OK && header_is_identity(buffer, header);
}

static void look_up_cached(struct source *source)
{
    struct tsmp4_decline crowded;
    struct index_reading reading = {source->txn, source->options, source->engine, &source->file, on_index, source};
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnCachedRespGet(source->txn, &buffer, &header) != TS_SUCCESS) {
        tell(source, SOURCE_AWAITED, &nothing);
        return;
    }
    /* If the file is stale, the origin may send all of it again, or another version: then the two are compared. */
    file_version_see(&source->file, buffer, header, source->cache == CACHE_STALE);
    /*
     * A stale file is planned too: its index is read now, because after the origin's 304 no other request can read the
     * file.
     */
    bool is_other = file_type_is_other(source->options, buffer, header);
    if (header_has(buffer, header, "Content-Range")) {
        tell(source, SOURCE_DECLINED, &neighbours_part);
    } else if (is_other && source->cache == CACHE_FRESH) {
        tell(source, SOURCE_DECLINED, &file_type_other);
    } else if (crowded_is(buffer, header, &crowded)) {
        tell(source, SOURCE_DECLINED, &crowded);
    } else if (!is_other && is_file(buffer, header) && (source->cache == CACHE_FRESH || !source->is_head)) {
        index_read_from_cache(&reading, buffer, header);
    } else {
        tell(source, SOURCE_STREAMS, &nothing);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
}

bool source_look_up(struct source *source)
{
    ahead_cancel(source->ahead);
    source->ahead = NULL;
    range_request_end(&source->range);
    source->range.is_sent = false;
    source->is_told = false;
    /* There may have been an earlier lookup of another file, which led to a redirect. */
    if (source->path != READ_STREAM) {
        read_range_remove(source->txn);
        source->path = READ_STREAM;
    }
    file_version_forget(&source->file);
    source->cache = cache_state_of(source->txn);
    if (cache_state_is_hit(source->cache)) {
        look_up_cached(source);
    } else if (cache_or_origin(source->txn, source->options, source->cache) == ASK_ORIGIN &&
               !crowded_is_known(source->txn)) {
        ask_origin(source);
    } else {
        tell(source, SOURCE_AWAITED, &nothing);
    }
    return !source->is_told;
}

static bool may_be_cut(enum source_found found)
{
    return found != SOURCE_DECLINED && found != SOURCE_ABANDONED;
}

void source_ask(struct source *source)
{
    bool is_for_origin = source->path == READ_FROM_ORIGIN && range_request_send(&source->range);
    if (source->path != READ_STREAM && !is_for_origin) {
        read_range_remove(source->txn);
        source->path = READ_STREAM;
    } else if (may_be_cut(source->found) && neighbours_ask_for_part(source->txn)) {
        source->path = READ_STREAM;
        tell(source, SOURCE_DECLINED, &neighbours_part);
    }
}

/* A 200 with all of a file, as far as it says. */
static void take_file(struct source *source, enum read_path path, int64_t size)
{
    source->path = path;
    if (source->range.is_sent) {
        /* The answer to a Range is not stored, nor is the whole file if it was asked for after a Range in vain. */
        fill_beside(source, size);
    } else if (cache_state_may_store(source->cache) && !source->is_head && !source->fill) {
        source->fill = cache_fill_prepare(source->txn, source->options, size);
    }
}

/* A 200 that the rule does not cut, whatever was planned of another version. */
static enum origin_answer take_other(struct source *source)
{
    source->path = READ_STREAM;
    tell(source, SOURCE_DECLINED, &file_type_other);
    return ORIGIN_NO_FILE;
}

enum origin_answer source_take_answer(struct source *source, bool is_planned, struct tsmp4_decline *why)
{
    struct origin_question question = {is_planned, &source->plan, &source->file, source->path};
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(source->txn, &buffer, &header) != TS_SUCCESS) {
        return ORIGIN_NO_FILE;
    }
    range_request_end(&source->range);
    enum origin_answer answer = origin_answer_of(&question, buffer, header, why);
    int64_t size = header_length(buffer, header);
    bool is_other = may_be_cut(source->found) && file_type_is_other(source->options, buffer, header);
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    if (is_other) {
        return take_other(source);
    }
    switch (answer) {
    case ORIGIN_AS_PLANNED:
    case ORIGIN_OTHER_FILE:
        crowded_note(source->txn, false);
        take_file(source, READ_STREAM, size);
        break;
    case ORIGIN_DOUBTFUL:
        take_file(source, READ_DOUBTFUL, size);
        break;
    case ORIGIN_PART:
        fill_beside(source, source->file.size);
        break;
    case ORIGIN_CROWDED:
        crowded_note(source->txn, true);
        source->path = READ_STREAM;
        break;
    case ORIGIN_UNCHANGED:
        if (is_planned && source->path == READ_STREAM && !source->is_head) {
            read_by_range(source, READ_FROM_CACHE);
        }
        break;
    case ORIGIN_NO_FILE:
    case ORIGIN_UNUSABLE:
        break;
    }
    return answer;
}
