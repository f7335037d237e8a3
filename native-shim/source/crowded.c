#include "source/crowded.h"

#include <pthread.h>
#include <stdio.h>

#include "ats/crowd.h"
#include "ats/url.h"
#include "source/recent.h"

static struct recent files; /* by their URLs. Guarded by lock */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

bool crowded_is(TSMBuffer buffer, TSMLoc header, struct tsmp4_decline *why)
{
    static const char *const names[] = {
        "Accept-Ranges",  "Cache-Control",
        "Content-Digest", "Content-Encoding",
        "Content-Length", "Content-MD5",
        "Content-Range",  "Date",
        "Digest",         "ETag",
        "Expires",        "Last-Modified",
        "Repr-Digest",    "Transfer-Encoding",
        "Vary",           NULL,
    };
    char many[CROWD_WHY];
    if (!crowd_is_in(buffer, header, names, many)) {
        return false;
    }
    why->cause = TSMP4_CAUSE_HEADER;
    snprintf(why->reason, sizeof why->reason, "declined: its header has %s", many);
    return true;
}

void crowded_note(TSHttpTxn txn, bool is_crowded)
{
    uint64_t url = url_hash_of_cache(txn);
    pthread_mutex_lock(&lock);
    if (is_crowded) {
        recent_add(&files, url);
    } else {
        recent_remove(&files, url);
    }
    pthread_mutex_unlock(&lock);
}

bool crowded_is_known(TSHttpTxn txn)
{
    uint64_t url = url_hash_of_cache(txn);
    pthread_mutex_lock(&lock);
    bool is_known = recent_has(&files, url);
    pthread_mutex_unlock(&lock);
    return is_known;
}
