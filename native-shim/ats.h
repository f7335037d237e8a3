/*
 * ats.h - Traffic Server's headers, and every difference between 9.2 and 10 that this plugin meets.
 *
 * 9.2's headers are C or C++, 10's are C++17 only. All sources are written in the language the two have in common.
 */
#ifndef TSMP4_ATS_H
#define TSMP4_ATS_H

#include <stdbool.h>

#include <ts/ts.h>
#include <ts/remap.h>
#if TS_VERSION_MAJOR < 10
/* TSHttpTxnInfoIntGet */
#include <ts/experimental.h>
#endif

#define TSMP4_TAG "tsmp4java"

/* Whether the client, or the origin, has left the transaction. */
static inline bool tsmp4_is_aborted(TSHttpTxn txn)
{
#if TS_VERSION_MAJOR >= 10
    bool by_client = false;
    return TSHttpTxnAborted(txn, &by_client) == TS_SUCCESS;
#else
    return TSHttpTxnAborted(txn) == TS_SUCCESS;
#endif
}

/* Traffic Server opens a plugin by these names, whatever the visibility of everything else. */
#define TSMP4_EXPORT __attribute__((visibility("default")))

#endif
