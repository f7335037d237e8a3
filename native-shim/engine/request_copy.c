#include "engine/request_copy.h"

#include <string.h>

#include "ats/ats.h"

#define TEXTS 6

static void list(struct tsmp4_request *request, struct tsmp4_text *texts[TEXTS])
{
    texts[0] = &request->start;
    texts[1] = &request->end;
    texts[2] = &request->range;
    texts[3] = &request->if_range;
    texts[4] = &request->if_match;
    texts[5] = &request->if_none_match;
}

struct tsmp4_request *request_copy(const struct tsmp4_request *request)
{
    struct tsmp4_request copy = *request;
    struct tsmp4_text *texts[TEXTS];
    list(&copy, texts);
    size_t size = sizeof copy;
    for (int i = 0; i < TEXTS; i++) {
        size += (size_t)texts[i]->size;
    }
    struct tsmp4_request *kept = (struct tsmp4_request *)TSmalloc(size);
    *kept = copy;
    list(kept, texts);
    char *into = (char *)(kept + 1);
    for (int i = 0; i < TEXTS; i++) {
        if (texts[i]->bytes) {
            memcpy(into, texts[i]->bytes, (size_t)texts[i]->size);
            texts[i]->bytes = into;
            into += texts[i]->size;
        }
    }
    return kept;
}
