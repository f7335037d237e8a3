#include "source/file_version.h"

#include <stdio.h>

#include "ats/content_range.h"
#include "ats/headers.h"
#include "source/crowded.h"

void file_version_forget(struct file_version *file)
{
    if (file->buffer) {
        TSHandleMLocRelease(file->buffer, TS_NULL_MLOC, file->header);
        TSMBufferDestroy(file->buffer);
        file->buffer = NULL;
    }
    file->size = -1;
    *file->type = '\0';
}

static void take_type(struct file_version *file, TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_text type = header_text(buffer, header, "Content-Type");
    if (type.bytes && type.size < FILE_TYPE_SIZE) {
        snprintf(file->type, sizeof file->type, "%.*s", (int)type.size, type.bytes);
    }
}

void file_version_set(struct file_version *file, TSMBuffer buffer, TSMLoc header, int64_t size)
{
    file_version_forget(file);
    file->buffer = TSMBufferCreate();
    TSHttpHdrClone(file->buffer, buffer, header, &file->header);
    file->size = size;
    take_type(file, buffer, header);
}

void file_version_see(struct file_version *file, TSMBuffer buffer, TSMLoc header, bool is_compared)
{
    int64_t size = header_length(buffer, header);
    if (is_compared) {
        file_version_set(file, buffer, header, size);
        return;
    }
    file_version_forget(file);
    file->size = size;
    take_type(file, buffer, header);
}

bool file_version_is(const struct file_version *file, TSMBuffer buffer, TSMLoc header, enum sameness sameness)
{
    return file->buffer && validator_is_same(file->buffer, file->header, buffer, header, sameness);
}

/* False: this is not a 206 with one range of the file itself and the size of the file. */
static bool read_part(struct content_range *part, TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_text range = header_text(buffer, header, "Content-Range");
    if (TSHttpHdrStatusGet(buffer, header) != TS_HTTP_STATUS_PARTIAL_CONTENT || !header_is_identity(buffer, header) ||
        !content_range_read(part, range.bytes, range.size)) {
        return false;
    }
    int64_t length = header_length(buffer, header);
    return length < 0 || length == part->end - part->begin;
}

bool file_version_take_part(struct file_version *file, TSMBuffer buffer, TSMLoc header, enum sameness sameness,
                            int64_t begin, int64_t *end)
{
    struct content_range part;
    struct tsmp4_decline crowded;
    if (crowded_is(buffer, header, &crowded) || !read_part(&part, buffer, header) ||
        header_length(buffer, header) < 0 || part.begin != begin || part.end > *end ||
        (file->size >= 0 && part.size != file->size)) {
        return false;
    }
    *end = part.end;
    if (file->buffer) {
        file->size = part.size;
        return file_version_is(file, buffer, header, sameness);
    }
    if (!validator_strong(buffer, header).bytes) {
        return false;
    }
    file_version_set(file, buffer, header, part.size);
    return true;
}

bool file_version_is_part(const struct file_version *file, TSMBuffer buffer, TSMLoc header, int64_t begin, int64_t end)
{
    struct content_range part;
    return read_part(&part, buffer, header) && part.begin == begin && part.end == end && part.size == file->size &&
           file_version_is(file, buffer, header, SAME_VERSION);
}
