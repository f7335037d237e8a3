#include "fuzz.h"

#include "engine/home.h"

/* Three lines: where the plugin was loaded from, where plugins are, where it was installed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *paths[3];
    size_t at = 0;
    for (int i = 0; i < 3; i++) {
        size_t rest;
        size_t line = fuzz_line(data + at, size - at, &rest);
        paths[i] = fuzz_text(data + at, line);
        at += rest;
    }
    struct home home;
    char *error = (char *)malloc(1 + size % 128);
    HOLDS(error);
    error[0] = '\0';
    if (home_find(&home, paths[0], paths[1], paths[2], error, 1 + size % 128)) {
        HOLDS(strstr(home.path, "/tsmp4java"));
    }
    HOLDS(memchr(error, '\0', 1 + size % 128));
    free(error);
    for (int i = 0; i < 3; i++) {
        free(paths[i]);
    }
    return 0;
}
