/*
 * ats.h - Traffic Server's headers, and every difference between 9.2 and 10 that this plugin meets.
 *
 * The headers of 9.2 are C or C++, those of 10 are C++17 only. All sources are written in what the two languages share.
 */
#ifndef TSMP4_ATS_ATS_H
#define TSMP4_ATS_ATS_H

#include <stdbool.h>

#include <ts/ts.h>

/* Needs the one above. */
#include <ts/remap.h>
#if TS_VERSION_MAJOR < 10
/* TSHttpTxnInfoIntGet */
#include <ts/experimental.h>
#endif

#define TSMP4_TAG "tsmp4java"

/* Why a transaction was aborted. */
enum ats_abort {
    ATS_ABORT_NONE,
    ATS_ABORT_CLIENT, /* the client has left, or the cache could not read on */
    ATS_ABORT_ORIGIN, /* the origin has left */
    ATS_ABORT_SOME    /* one of them; 9.2 does not say which */
};

static inline enum ats_abort ats_abort_of(TSHttpTxn txn)
{
#if TS_VERSION_MAJOR >= 10
    bool by_client = false;
    if (TSHttpTxnAborted(txn, &by_client) != TS_SUCCESS) {
        return ATS_ABORT_NONE;
    }
    return by_client ? ATS_ABORT_CLIENT : ATS_ABORT_ORIGIN;
#else
    return TSHttpTxnAborted(txn) == TS_SUCCESS ? ATS_ABORT_SOME : ATS_ABORT_NONE;
#endif
}

/* The setting: how often Traffic Server tries again to connect to an origin that it considers to be down. */
#if TS_VERSION_MAJOR >= 10
#define ATS_CONFIG_RETRIES_DOWN TS_CONFIG_HTTP_CONNECT_ATTEMPTS_MAX_RETRIES_DOWN_SERVER
#else
#define ATS_CONFIG_RETRIES_DOWN TS_CONFIG_HTTP_CONNECT_ATTEMPTS_MAX_RETRIES_DEAD_SERVER
#endif

/*
 * Whether the debug tag of the plugin is on, and how to write a line under it. Only debug.c uses these; others use
 * debug.h.
 */
#if TS_VERSION_MAJOR >= 10
static inline DbgCtl &ats_debug_tag(void)
{
    static DbgCtl tag{TSMP4_TAG};
    return tag;
}
#define ATS_DEBUG_IS_ON() ats_debug_tag().on()
#define ATS_DEBUG(line) Dbg(ats_debug_tag(), "%s", line)
#else
#define ATS_DEBUG_IS_ON() (TSIsDebugTagSet(TSMP4_TAG) != 0)
#define ATS_DEBUG(line) TSDebug(TSMP4_TAG, "%s", line)
#endif

/* For debug lines. */
static inline const char *ats_abort_text(enum ats_abort abort)
{
    switch (abort) {
    case ATS_ABORT_NONE:
        return "answered";
    case ATS_ABORT_CLIENT:
        return "the client left";
    case ATS_ABORT_ORIGIN:
        return "the origin left";
    case ATS_ABORT_SOME:
        break;
    }
    return "the client or the origin left";
}

/* Traffic Server looks a plugin's functions up by name, whatever the visibility of everything else. */
#define TSMP4_EXPORT __attribute__((visibility("default")))

#endif
