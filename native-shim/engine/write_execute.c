#include "engine/write_execute.h"

#include <stddef.h>
#include <sys/mman.h>

/* Bytes; the kernel makes whole pages of it. */
#define TRIAL 1

bool write_execute_is_allowed(void)
{
    void *trial = mmap(NULL, TRIAL, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (trial == MAP_FAILED) {
        return false;
    }
    munmap(trial, TRIAL);
    return true;
}
