#include "response.h"

#include <stdio.h>
#include <string.h>

#include "headers.h"

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

static void write_cut_header(const struct seek *seek, TSMBuffer buffer, TSMLoc header)
{
    const struct tsmp4_answer *cut = &seek->cut;
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
        int64_t size = seek->is_head && cut->status == TS_HTTP_STATUS_OK ? cut->length : cut->end - cut->begin;
        int digits = snprintf(length, sizeof length, "%lld", (long long)size);
        header_set(buffer, header, "Content-Length", length, digits);
    }
}

void response_write(const struct seek *seek)
{
    TSMBuffer buffer;
    TSMLoc header;
    if (TSHttpTxnClientRespGet(seek->txn, &buffer, &header) != TS_SUCCESS) {
        return;
    }
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    if (seek->is_cut && (status == TS_HTTP_STATUS_OK || seek->preset == PRESET_ORIGIN)) {
        write_cut_header(seek, buffer, header);
    } else if (*seek->reason) {
        header_set(buffer, header, UNTOUCHED_FIELD, seek->reason, (int)strlen(seek->reason));
    } else if (status == TS_HTTP_STATUS_NOT_MODIFIED) {
        /* By a date: the cut's own tag, where it is known. */
        set_text(buffer, header, "ETag", seek->is_planned ? seek->cut.etag : "");
    } else if (status == TS_HTTP_STATUS_OK && seek->is_head && header_is_identity(buffer, header)) {
        remove_whole_file_fields(buffer, header);
        header_remove(buffer, header, "Content-Length");
    } else if (!seek->is_head) {
        char reason[32];
        int size = snprintf(reason, sizeof reason, "status %d", (int)status);
        header_set(buffer, header, UNTOUCHED_FIELD, reason, size);
    }
    TSHandleMLocRelease(buffer, TS_NULL_MLOC, header);
}
