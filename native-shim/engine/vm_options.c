#include "engine/vm_options.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static bool add(struct text_list *list, const char *format, ...)
{
    char text[4 * PATH_MAX];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return size > 0 && (size_t)size < sizeof text && text_list_add(list, text, (size_t)size);
}

/* MB. */
#define HEAP_LEAST INT64_C(64)
/* The heap at the start, if the operator sets its size. */
#define HEAP_FIRST INT64_C(16)

static const char *const fixed[] = {
    "-Djna.nounpack=true",
    "-Xrs",
    "-XX:+UseSerialGC",
    /* What is kept is in the old generation, which may have the rest of the heap. */
    "-Xmn5m",
    "-XX:ReservedCodeCacheSize=32m",
    "-Xshare:auto",
    /* -Xrs took SIGQUIT away; jcmd works all the same. */
    "-XX:+StartAttachListener",
    /* No file in /tmp. */
    "-XX:-UsePerfData",
    /* Java 24 and newer warn about JNA without it. */
    "--enable-native-access=ALL-UNNAMED",
};

/* What an operator sizes the heap with. */
static const char *const sizes[] = {"-Xmx", "-Xms", "-XX:MaxHeapSize=", "-XX:InitialHeapSize="};

static bool is_sized(const struct text_list *operators)
{
    for (int i = 0; i < operators->size; i++) {
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            if (strncmp(operators->items[i], sizes[k], strlen(sizes[k])) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* MB: with the budget full, a third and more of it is free. */
static int64_t heap_of(int64_t budget)
{
    int64_t heap = budget / 4 * 7 >> 20;
    return heap < HEAP_LEAST ? HEAP_LEAST : heap;
}

bool vm_options(struct text_list *list, const char *home, const char *log_dir, int64_t budget,
                const struct text_list *operators)
{
    int64_t heap = heap_of(budget);
    /* JNA's native library binds to one class loader for the life of the VM: its jar is on the class path, ours not. */
    bool ok = add(list, "-Djava.class.path=%s/jna.jar:%s/slf4j-api.jar:%s/slf4j-simple.jar", home, home, home) &&
              add(list, "-Djna.boot.library.path=%s", home) &&
              /* The proxy's working directory is its prefix, where it may not write. */
              add(list, "-XX:ErrorFile=%s/tsmp4java-hs_err_%%p.log", log_dir) &&
              add(list, "-XX:HeapDumpPath=%s", log_dir) && add(list, "-Xmx%lldm", (long long)heap) &&
              /*
               * The whole heap from the start: before a heap grows, all threads stop for a full collection. What is not
               * used takes no memory.
               */
              add(list, "-Xms%lldm", (long long)(is_sized(operators) ? HEAP_FIRST : heap));
    for (size_t i = 0; ok && i < sizeof fixed / sizeof fixed[0]; i++) {
        ok = text_list_add(list, fixed[i], strlen(fixed[i]));
    }
    for (int i = 0; ok && i < operators->size; i++) {
        ok = text_list_add(list, operators->items[i], strlen(operators->items[i]));
    }
    return ok;
}
