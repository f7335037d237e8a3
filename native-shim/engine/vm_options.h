/*
 * vm_options.h - what the Java VM is started with. Needs no VM.
 */
#ifndef TSMP4_ENGINE_VM_OPTIONS_H
#define TSMP4_ENGINE_VM_OPTIONS_H

#include <stdint.h>

#include "rule/text_list.h"

/*
 * Adds the plugin's own options, then the operator's, which win. budget: bytes that the engine may
 * hold. False when memory ran out.
 */
bool vm_options(struct text_list *list, const char *home, const char *log_dir, int64_t budget,
                const struct text_list *operators);

#endif
