/*
 * ats.h - Traffic Server's headers, and every difference between 9.2 and 10 that this plugin meets.
 *
 * 9.2's headers are C or C++, 10's are C++17 only. All sources are written in the language the two have in common.
 */
#ifndef TSMP4_ATS_H
#define TSMP4_ATS_H

#include <ts/ts.h>
#include <ts/remap.h>
#if TS_VERSION_MAJOR < 10
/* TSHttpTxnInfoIntGet */
#include <ts/experimental.h>
#endif

#define TSMP4_TAG "tsmp4java"

/* Traffic Server opens a plugin by these names, whatever the visibility of everything else. */
#define TSMP4_EXPORT __attribute__((visibility("default")))

#endif
