#include "fuzz.h"

#include "source/fill_places.h"

/* Each three bytes: what happens, to which of 64 URLs (spread over all 64 bits), how long after the one before. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fill_places places;
    static const int64_t most = 5;
    memset(&places, 0, sizeof places);
    bool runs[64] = {false};
    int running = 0;
    int64_t now = 1;
    for (size_t at = 0; at + 3 <= size; at += 3) {
        int number = data[at + 1] % 64;
        uint64_t url = (uint64_t)number * UINT64_C(0x9e3779b97f4a7c15);
        now += (int64_t)data[at + 2] * data[at + 2] * data[at + 2];
        if (data[at] % 2) {
            bool is_taken = fill_places_take(&places, url, most, now);
            HOLDS(!is_taken || (!runs[number] && running < most));
            running += is_taken ? 1 : 0;
            runs[number] = runs[number] || is_taken;
        } else {
            fill_places_leave(&places, url, now);
            /* A while later it may be filled again, unless as many others are being filled as may be. */
            running -= runs[number] ? 1 : 0;
            runs[number] = false;
            struct fill_places later = places;
            HOLDS(running >= most || fill_places_take(&later, url, most, now + FILL_QUIET_MOST));
        }
        /* While it is filled nobody else may fill it, however late it is. */
        struct fill_places latest = places;
        HOLDS(!runs[number] || !fill_places_take(&latest, url, FILL_PLACES, INT64_MAX));
    }
    return 0;
}
