#include "source/recent.h"

bool recent_add(struct recent *recent, uint64_t hash)
{
    for (int i = 0; i < RECENT_MOST; i++) {
        if (recent->all[i] == hash) {
            return false;
        }
    }
    recent->all[recent->next] = hash;
    recent->next = (recent->next + 1) % RECENT_MOST;
    return true;
}
