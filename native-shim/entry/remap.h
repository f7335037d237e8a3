/*
 * remap.h - a request on its way in: is it a seek?
 */
#ifndef TSMP4_ENTRY_REMAP_H
#define TSMP4_ENTRY_REMAP_H

#include "ats/ats.h"
#include "rule/rule.h"

/* Leaves anything but a seek untouched; strips the seek arguments from one and has it cut. */
void remap_request(const struct rule *rule, TSHttpTxn txn, TSRemapRequestInfo *request);

#endif
