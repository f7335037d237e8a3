#include "fuzz.h"

#include "ats/entity_tag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = fuzz_bytes(data, size);
    bool strong = entity_tag_is_strong(bytes, (int64_t)size);
    size_t quotes = 0;
    bool plain = true;
    for (size_t i = 0; i < size; i++) {
        quotes += data[i] == '"' ? 1 : 0;
        plain = plain && data[i] > 0x20 && data[i] != 0x7f;
    }
    HOLDS(strong == (plain && quotes == 2 && data[0] == '"' && data[size - 1] == '"'));
    free(bytes);
    return 0;
}
