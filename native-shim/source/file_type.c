#include "source/file_type.h"

#include "ats/headers.h"

const struct tsmp4_decline file_type_other = {TSMP4_CAUSE_TYPE, 0, FILE_TYPE_OTHER};

bool file_type_is_media(const struct options *options, TSMBuffer buffer, TSMLoc header)
{
    struct tsmp4_text type = header_text(buffer, header, "Content-Type");
    return options_match_type(options, type.bytes, type.size);
}

bool file_type_is_other(const struct options *options, TSMBuffer buffer, TSMLoc header)
{
    return TSHttpHdrStatusGet(buffer, header) == TS_HTTP_STATUS_OK && !file_type_is_media(options, buffer, header);
}
