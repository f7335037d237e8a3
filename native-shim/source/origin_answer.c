#include "source/origin_answer.h"

#include <stdio.h>

#include "ats/headers.h"
#include "source/crowded.h"

static enum origin_answer unusable(struct tsmp4_decline *why, const char *reason)
{
    snprintf(why->reason, sizeof why->reason, "%s", reason);
    return ORIGIN_UNUSABLE;
}

static enum origin_answer another_part(struct tsmp4_decline *why)
{
    return unusable(why,
                    "the origin sent another part of the file than it was asked for, or a part of another version");
}

/*
 * A 200 should have all of a file. But if a part was asked for, and the 200 has the validators of the planned version
 * and not its length, it may have only that part.
 */
static enum origin_answer of_file(const struct origin_question *question, TSMBuffer buffer, TSMLoc header,
                                  struct tsmp4_decline *why)
{
    int64_t size = header_length(buffer, header);
    if (!question->is_planned || !validator_strong(buffer, header).bytes || !header_is_identity(buffer, header) ||
        !file_version_is(question->file, buffer, header, SAME_VERSION)) {
        return ORIGIN_OTHER_FILE;
    }
    if (size == question->file->size) {
        return ORIGIN_AS_PLANNED;
    }
    if (question->path != READ_FROM_ORIGIN) {
        return ORIGIN_OTHER_FILE;
    }
    return size >= 0 ? another_part(why) : ORIGIN_DOUBTFUL;
}

enum origin_answer origin_answer_of(const struct origin_question *question, TSMBuffer buffer, TSMLoc header,
                                    struct tsmp4_decline *why)
{
    TSHttpStatus status = TSHttpHdrStatusGet(buffer, header);
    bool is_part = status == TS_HTTP_STATUS_PARTIAL_CONTENT && question->path == READ_FROM_ORIGIN;
    if (!is_part && status != TS_HTTP_STATUS_OK && status != TS_HTTP_STATUS_NOT_MODIFIED) {
        return ORIGIN_NO_FILE;
    }
    if (crowded_is(buffer, header, why)) {
        return is_part ? unusable(why, "the part of the file that the origin sent has too many header fields")
                       : ORIGIN_CROWDED;
    }
    if (is_part) {
        return read_range_is_answered(question->plan, question->file, buffer, header) ? ORIGIN_PART : another_part(why);
    }
    return status == TS_HTTP_STATUS_OK ? of_file(question, buffer, header, why) : ORIGIN_UNCHANGED;
}
