#include "origin.h"

#include "fill.h"
#include "headers.h"
#include "partial.h"
#include "preset.h"

/* Whether a 200 of the origin is of the very file that was planned. */
static bool is_planned_file(const struct seek *seek, TSMBuffer buffer, TSMLoc header)
{
    return seek->is_planned && seek->file && partial_strong_validator(buffer, header).bytes &&
           header_length(buffer, header) == seek->source_size && header_is_identity(buffer, header) &&
           partial_is_same_file(seek->file, seek->file_header, buffer, header, false);
}

static void at_whole_file(struct seek *seek, TSMBuffer buffer, TSMLoc header)
{
    bool was_ranged = seek->preset == PRESET_ORIGIN;
    seek->preset = PRESET_NONE;
    seek->is_planned = is_planned_file(seek, buffer, header);
    if (seek->is_head) {
        seek->is_cut = seek->is_planned;
        return;
    }
    /* That it is not to be cut was said already. */
    if (!*seek->reason) {
        seek_transform(seek);
    }
    /* What answers a Range is not stored. */
    if (seek->may_be_stored && !was_ranged && !seek->fill && TSHttpTxnIsCacheable(seek->txn, NULL, NULL) == 1) {
        seek->fill = fill_prepare(seek->txn, &seek->rule->options);
    }
}

bool origin_answered(struct seek *seek)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnServerRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return true;
    }
    bool is_usable = true;
    switch (TSHttpHdrStatusGet(buffer, header)) {
    case TS_HTTP_STATUS_OK:
        at_whole_file(seek, buffer, header);
        break;
    case TS_HTTP_STATUS_PARTIAL_CONTENT:
        is_usable = seek->preset != PRESET_ORIGIN || preset_is_answered(seek, buffer, header);
        break;
    case TS_HTTP_STATUS_NOT_MODIFIED:
        if (seek->is_planned && seek->preset == PRESET_NONE && !seek->is_head) {
            preset_range(seek, PRESET_CACHE);
        }
        break;
    default:
        break;
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return is_usable;
}
