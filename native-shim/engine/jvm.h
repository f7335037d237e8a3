/*
 * jvm.h - the process's Java VM: found, created or adopted, and entered once per copy of the plugin.
 */
#ifndef TSMP4_ENGINE_JVM_H
#define TSMP4_ENGINE_JVM_H

#include <stdbool.h>
#include <stddef.h>

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

/*
 * Has Java fill the engine's table. Blocks; runs on a thread of its own. On failure error says why in one line.
 * A VM that another copy of the plugin created is used as it is: path and options are then of no effect.
 */
bool jvm_start(const struct jvm_entry *entry, char *error, size_t error_size);

/* Undoes jvm_start: nothing of this copy is called from Java any more, and its table is of no use. */
void jvm_stop(void);

/* Whether the VM keeps addresses of this copy for good: it is the one that created it, or tried. */
bool jvm_keeps_this_copy(void);

/* Whether this process has a VM; or has failed to create one, which it cannot try again. */
bool jvm_is_there(void);

#endif
