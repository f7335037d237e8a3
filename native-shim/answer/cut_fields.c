#include "answer/cut_fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "answer/npt.h"
#include "ats/headers.h"

#define MAPPING_FIELD "Content-Range-Mapping"
#define EXPOSE_FIELD "Access-Control-Expose-Headers"

/* For log formats; with UNTOUCHED_FIELD they are all. */
#define BEGIN_FIELD "@TSMP4-Begin"
#define END_FIELD "@TSMP4-End"
#define DURATION_FIELD "@TSMP4-Duration"
#define SNAP_FIELD "@TSMP4-Snap"
#define INDEX_FIELD "@TSMP4-Index"
#define PATH_FIELD "@TSMP4-Path"
#define SKIPPED_FIELD "@TSMP4-Skipped"

static void set(TSMBuffer buffer, TSMLoc header, const char *name, const char *value)
{
    header_set(buffer, header, name, value, (int)strlen(value));
}

/*
 * A page from another site can read only the fields that Access-Control-Expose-Headers names. If it may read the answer
 * at all, it may read this field, too.
 */
static void expose_mapping(TSMBuffer buffer, TSMLoc header)
{
    if (!header_has(buffer, header, "Access-Control-Allow-Origin")) {
        return;
    }
    TSMLoc field = TSMimeHdrFieldFind(buffer, header, EXPOSE_FIELD, (int)strlen(EXPOSE_FIELD));
    if (field) {
        TSMimeHdrFieldValueStringInsert(buffer, header, field, -1, MAPPING_FIELD, (int)strlen(MAPPING_FIELD));
        TSHandleMLocRelease(buffer, header, field);
    } else {
        set(buffer, header, EXPOSE_FIELD, MAPPING_FIELD);
    }
}

/* Which part of the movie the cut is: the whole cut, even if only a range of it is sent. */
static void write_times(TSMBuffer buffer, TSMLoc header, const struct tsmp4_cut *cut)
{
    const char *snap = cut->is_exact ? "exact" : "key-frame";
    char begin[NPT_SIZE];
    char end[NPT_SIZE];
    char duration[NPT_SIZE];
    char mapping[4 * NPT_SIZE + 96];
    npt_write(begin, cut->time_begin);
    npt_write(end, cut->time_end);
    npt_write(duration, cut->duration);
    snprintf(mapping, sizeof mapping, "{ t:npt %s-%s/0-%s;%s } = { bytes 0-%" PRId64 "/%" PRId64 " }", begin, end,
             duration, snap, cut->length - 1, cut->length);
    set(buffer, header, MAPPING_FIELD, mapping);
    expose_mapping(buffer, header);
    set(buffer, header, BEGIN_FIELD, begin);
    set(buffer, header, END_FIELD, end);
    set(buffer, header, DURATION_FIELD, duration);
    set(buffer, header, SNAP_FIELD, snap);
}

void cut_fields_write(TSMBuffer buffer, TSMLoc header, const struct cut_story *story)
{
    const struct tsmp4_cut *cut = story->cut;
    if (cut->time_begin >= 0 && cut->time_end >= 0 && cut->duration >= 0) {
        write_times(buffer, header, cut);
    } else {
        header_remove(buffer, header, MAPPING_FIELD);
    }
    set(buffer, header, INDEX_FIELD, story->index);
    if (story->path) {
        char skipped[24];
        int digits = snprintf(skipped, sizeof skipped, "%" PRId64, story->skipped);
        set(buffer, header, PATH_FIELD, story->path);
        header_set(buffer, header, SKIPPED_FIELD, skipped, digits);
    }
}
