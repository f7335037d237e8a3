/*
 * vm.h - the process's Java VM itself: found, or created, which happens once.
 */
#ifndef TSMP4_ENGINE_VM_H
#define TSMP4_ENGINE_VM_H

#include <jni.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/big_stack.h"
#include "engine/jvm_entry.h"

/* One call of jvm_start: lives until it returns. */
struct vm_start {
    const struct jvm_entry *entry;
    char *error; /* where the reason of a failure goes */
    size_t error_size;
    struct big_stack thread; /* the one that this is done on */
};

/* The VM of this process, created when there is none, with this thread attached. NULL: error says why. */
JavaVM *vm_find(struct vm_start *start);

/* Whether this process has a VM; or has failed to create one, which it cannot try again. */
bool vm_is_there(void);
bool vm_gave_up(void);

/* Whether the VM keeps addresses of this copy for good: it is the one that created it, or tried. */
bool vm_keeps_this_copy(void);

#endif
