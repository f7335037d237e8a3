/*
 * rule.h - one map rule that names the plugin.
 */
#ifndef TSMP4_RULE_RULE_H
#define TSMP4_RULE_RULE_H

#include "ats/ats.h"
#include "engine.h"
#include "rule/options.h"

/* Unchanged from TSRemapNewInstance to TSRemapDeleteInstance, which Traffic Server calls after the last request. */
struct rule {
    struct options options;
    const struct tsmp4_engine *engine; /* NULL: seek arguments leave the URL, files are served whole */
    TSCont writes; /* source/cache_write.h: a continuation keeps the plugin loaded, so it has to go with the rule */
};

#endif
