#include "source/recent.h"

/* Its place; -1 = it has none. */
static int place_of(const struct recent *recent, uint64_t hash)
{
    for (int i = 0; hash != 0 && i < RECENT_MOST; i++) {
        if (recent->all[i] == hash) {
            return i;
        }
    }
    return -1;
}

bool recent_add(struct recent *recent, uint64_t hash)
{
    if (hash == 0 || recent_has(recent, hash)) {
        return false;
    }
    recent->all[recent->next] = hash;
    recent->next = (recent->next + 1) % RECENT_MOST;
    return true;
}

bool recent_has(const struct recent *recent, uint64_t hash)
{
    return place_of(recent, hash) >= 0;
}

void recent_remove(struct recent *recent, uint64_t hash)
{
    int place = place_of(recent, hash);
    if (place >= 0) {
        recent->all[place] = 0;
    }
}
