/*
 * after_remap.h - what is to be done to a request once all plugins of its rule have seen it.
 */
#ifndef TSMP4_SOURCE_AFTER_REMAP_H
#define TSMP4_SOURCE_AFTER_REMAP_H

#include "ats/ats.h"

/* Changes the client's request header. */
typedef void (*after_remap_change)(TSMBuffer buffer, TSMLoc header);

/* To be called at remap. change must be valid for as long as this copy of the plugin is loaded. */
void after_remap(TSHttpTxn txn, after_remap_change change);

#endif
