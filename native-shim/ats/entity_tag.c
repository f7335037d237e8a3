#include "ats/entity_tag.h"

bool entity_tag_is_strong(const char *text, int64_t size)
{
    if (size < 2 || text[0] != '"' || text[size - 1] != '"') {
        return false;
    }
    for (int64_t i = 1; i < size - 1; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c <= ' ' || c == '"' || c == 0x7f) {
            return false;
        }
    }
    return true;
}
