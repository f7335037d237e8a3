/*
 * jvm_entry.h - how the engine is started.
 */
#ifndef TSMP4_ENGINE_JVM_ENTRY_H
#define TSMP4_ENGINE_JVM_ENTRY_H

#include <stdint.h>

#include "engine.h"
#include "rule/text_list.h"

struct jvm_entry {
    const char *home;    /* folder of the jars */
    const char *log_dir; /* for the VM's crash files */
    const char *path;    /* libjvm or a Java home; NULL = search */
    const struct text_list *options;
    int64_t budget; /* bytes that the engine may hold */
    const struct tsmp4_host *host;
    struct tsmp4_engine *engine; /* filled by Bridge.start */
};

#endif
