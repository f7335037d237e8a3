#include "answer/answer_header.h"

#include <stdio.h>
#include <string.h>

#include "ats/headers.h"

/* Says to log formats why a seek was answered with something else than a cut; '@' keeps it off the wire. */
#define UNTOUCHED_FIELD "@TSMP4-Untouched"

static void remove_whole_file_fields(TSMBuffer buffer, TSMLoc header)
{
    static const char *const fields[] = {
        "ETag", "Accept-Ranges", "Content-Range", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest",
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        header_remove(buffer, header, fields[i]);
    }
}

static void set_text(TSMBuffer buffer, TSMLoc header, const char *name, const char *text)
{
    if (*text) {
        header_set(buffer, header, name, text, (int)strlen(text));
    } else {
        header_remove(buffer, header, name);
    }
}

static void write_cut(TSMBuffer buffer, TSMLoc header, const struct cut_story *story, bool is_head)
{
    const struct tsmp4_cut *cut = story->cut;
    remove_whole_file_fields(buffer, header);
    set_text(buffer, header, "ETag", cut->etag);
    set_text(buffer, header, "Content-Range", cut->content_range);
    set_text(buffer, header, "Accept-Ranges", "bytes");
    TSHttpStatus status = (TSHttpStatus)cut->status;
    if (TSHttpHdrStatusGet(buffer, header) != status) {
        const char *phrase = TSHttpHdrReasonLookup(status);
        TSHttpHdrStatusSet(buffer, header, status);
        TSHttpHdrReasonSet(buffer, header, phrase, (int)strlen(phrase));
    }
    if (cut->status == TS_HTTP_STATUS_NOT_MODIFIED) {
        header_remove(buffer, header, "Content-Length");
    } else if (!header_has(buffer, header, "Transfer-Encoding")) {
        /* A chunked origin makes Traffic Server send chunks on HTTP/1.1, whatever length the transform names. */
        char length[24];
        int64_t size = is_head && cut->status == TS_HTTP_STATUS_OK ? cut->length : cut->end - cut->begin;
        int digits = snprintf(length, sizeof length, "%lld", (long long)size);
        header_set(buffer, header, "Content-Length", length, digits);
    }
    if (cut->status < TS_HTTP_STATUS_BAD_REQUEST) {
        cut_fields_write(buffer, header, story);
    }
}

/*
 * A 304 by a date is Traffic Server's, or the origin's: it gets what the 200 of the cut has, where that is known, and the
 * type, without which Safari does not know what it holds.
 */
static void write_unchanged(TSMBuffer buffer, TSMLoc header, const struct answer_header *answer)
{
    bool is_known = answer->kind != ANSWER_OTHER;
    set_text(buffer, header, "ETag", is_known ? answer->story.cut->etag : "");
    if (is_known) {
        cut_fields_write(buffer, header, &answer->story);
    }
    if (*answer->type && !header_has(buffer, header, "Content-Type")) {
        set_text(buffer, header, "Content-Type", answer->type);
    }
}

static void write_status(TSMBuffer buffer, TSMLoc header, TSHttpStatus status)
{
    char reason[32];
    int size = snprintf(reason, sizeof reason, "status %d", (int)status);
    header_set(buffer, header, UNTOUCHED_FIELD, reason, size);
}

TSHttpStatus answer_header_write(TSHttpTxn txn, const struct answer_header *answer)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientRespGet(txn, &buffer, &header) != TS_SUCCESS) {
        return TS_HTTP_STATUS_NONE;
    }
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    if (answer->kind == ANSWER_CUT && (status == TS_HTTP_STATUS_OK || answer->path == READ_FROM_ORIGIN)) {
        write_cut(buffer, header, &answer->story, answer->is_head);
        status = (TSHttpStatus)answer->story.cut->status;
    } else if (*answer->reason) {
        header_set(buffer, header, UNTOUCHED_FIELD, answer->reason, (int)strlen(answer->reason));
    } else if (status == TS_HTTP_STATUS_NOT_MODIFIED) {
        write_unchanged(buffer, header, answer);
    } else if (status == TS_HTTP_STATUS_OK && answer->is_head && header_is_identity(buffer, header)) {
        remove_whole_file_fields(buffer, header);
        header_remove(buffer, header, "Content-Length");
    } else if (!answer->is_head) {
        write_status(buffer, header, status);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
    return status;
}
