#include "source/parts.h"

#include <string.h>

#include "ats/report.h"
#include "source/fetch.h"

/* However much is needed, one part takes no more memory than this. */
#define PART_MOST (INT64_C(1) << 20)

struct part {
    struct parts *parts;
    struct fetch *fetch;   /* NULL once it is over */
    enum part_state state; /* PART_NONE: the place is free */
    int64_t begin;
    int64_t end;
    int64_t size; /* how many of its bytes have come */
    char *bytes;
};

struct parts {
    TSHttpTxn txn;
    struct file_version *file;
    enum own_request from;
    parts_arrived arrived;
    void *data;
    struct part all[1 + TSMP4_AHEAD];
};

static void let_go(struct part *part)
{
    if (part->fetch) {
        fetch_cancel(part->fetch);
    }
    TSfree(part->bytes);
    memset(part, 0, sizeof *part);
}

static void over(struct part *part, enum part_state state)
{
    struct parts *parts = part->parts;
    part->fetch = NULL;
    part->state = state;
    parts->arrived(parts->data);
}

static bool on_header(void *data, TSMBuffer buffer, TSMLoc header)
{
    struct part *part = (struct part *)data;
    const struct parts *parts = part->parts;
    enum sameness sameness = own_request_sameness(parts->from);
    if (!file_version_take_part(parts->file, buffer, header, sameness, part->begin, &part->end)) {
        over(part, PART_FAILED);
        return false;
    }
    return true;
}

static bool on_body(void *data, const char *bytes, int64_t size)
{
    struct part *part = (struct part *)data;
    if (size > part->end - part->begin - part->size) {
        over(part, PART_FAILED);
        return false;
    }
    memcpy(part->bytes + part->size, bytes, (size_t)size);
    part->size += size;
    if (part->size == part->end - part->begin) {
        over(part, PART_THERE);
        return false;
    }
    return true;
}

static void on_end(void *data)
{
    over((struct part *)data, PART_FAILED);
}

static const struct fetch_calls calls = {on_header, on_body, on_end};

struct parts *parts_new(TSHttpTxn txn, struct file_version *file, enum own_request from, parts_arrived arrived,
                        void *data)
{
    struct parts *parts = (struct parts *)TSmalloc(sizeof *parts);
    memset(parts, 0, sizeof *parts);
    parts->txn = txn;
    parts->file = file;
    parts->from = from;
    parts->arrived = arrived;
    parts->data = data;
    return parts;
}

static struct part *find(const struct parts *parts, int64_t position)
{
    for (size_t i = 0; i < sizeof parts->all / sizeof parts->all[0]; i++) {
        const struct part *part = &parts->all[i];
        if (part->state != PART_NONE && part->begin <= position && position < part->end) {
            return (struct part *)part;
        }
    }
    return NULL;
}

static bool ask(struct parts *parts, int64_t begin, int64_t size)
{
    struct part *place = NULL;
    int64_t left = parts->file->size - begin;
    for (size_t i = 0; i < sizeof parts->all / sizeof parts->all[0]; i++) {
        if (parts->all[i].state == PART_NONE) {
            place = &parts->all[i];
        }
    }
    if (!place || left <= 0 || find(parts, begin)) {
        return true;
    }
    int64_t end = begin + (size < left ? size : left);
    place->parts = parts;
    place->begin = begin;
    place->end = end;
    place->fetch = fetch_range(parts->txn, parts->from, begin, end, &calls, place);
    if (!place->fetch) {
        return false;
    }
    report_add(METRIC_FETCHES, 1);
    place->state = PART_COMING;
    place->bytes = (char *)TSmalloc((size_t)(end - begin));
    return true;
}

bool parts_ask(struct parts *parts, const struct tsmp4_need *need)
{
    int64_t wanted = need->size < PART_MOST ? need->size : PART_MOST;
    bool is_asked = ask(parts, need->position, wanted > TSMP4_AHEAD_APART ? wanted : TSMP4_AHEAD_APART);
    for (int i = 0; i < TSMP4_AHEAD && need->ahead[i] > 0 && is_asked; i++) {
        is_asked = ask(parts, need->ahead[i], TSMP4_AHEAD_APART);
    }
    return is_asked;
}

enum part_state parts_at(const struct parts *parts, int64_t position, const char **bytes, int64_t *size)
{
    const struct part *part = find(parts, position);
    if (!part) {
        return PART_NONE;
    }
    if (part->state == PART_THERE) {
        *bytes = part->bytes + (position - part->begin);
        *size = part->end - position;
    }
    return part->state;
}

void parts_pass(struct parts *parts, int64_t position)
{
    for (size_t i = 0; i < sizeof parts->all / sizeof parts->all[0]; i++) {
        if (parts->all[i].state != PART_NONE && parts->all[i].end <= position) {
            let_go(&parts->all[i]);
        }
    }
}

void parts_free(struct parts *parts)
{
    if (parts) {
        parts_pass(parts, INT64_MAX);
        TSfree(parts);
    }
}
