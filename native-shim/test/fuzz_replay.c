/* Gives a fuzz_<name>.c the files in a folder: seeds, and what was once found. Needs no fuzzer. */
#include "fuzz.h"

#include <dirent.h>
#include <limits.h>

static void replay(const char *path)
{
    static uint8_t bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    HOLDS(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    HOLDS(size < sizeof bytes);
    fclose(file);
    uint8_t *exact = (uint8_t *)fuzz_bytes(bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

int main(int count, char **arguments)
{
    HOLDS(count == 2);
    DIR *folder = opendir(arguments[1]);
    HOLDS(folder);
    int replayed = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (entry->d_name[0] != '.') {
            char path[PATH_MAX];
            HOLDS(snprintf(path, sizeof path, "%s/%s", arguments[1], entry->d_name) < (int)sizeof path);
            replay(path);
            replayed++;
        }
    }
    closedir(folder);
    HOLDS(replayed > 0);
    return 0;
}
