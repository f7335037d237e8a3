/*
 * jvm_entry.h - how the engine is started.
 */
#ifndef TSMP4_ENGINE_JVM_ENTRY_H
#define TSMP4_ENGINE_JVM_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "engine.h"
#include "rule/text_list.h"

struct jvm_entry {
    const char *home;    /* folder of the jars */
    const char *log_dir; /* for the VM's crash files */
    const char *path;    /* libjvm or a Java home; NULL = search */
    bool uses_archive;   /* whether the VM takes its classes from the archive in home: see archive.h */
    bool warms_up;       /* whether movies are cut before the engine is there, and some time after: see WarmUp.java */
    const struct text_list *options;
    int64_t budget; /* bytes that the engine may hold */
    const struct tsmp4_host *host;
    struct tsmp4_engine *engine; /* filled by Bridge.start */
};

#endif
