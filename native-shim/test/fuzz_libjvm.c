#include "fuzz.h"

#include <sys/stat.h>
#include <unistd.h>

#include "engine/libjvm.h"

static char home[] = "/tmp/tsmp4-fuzz-XXXXXX";

static char *below(const char *name)
{
    static char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", home, name);
    return path;
}

static void tidy(void)
{
    static const char *const made[] = {"release", "lib/server/libjvm.so", "lib/server", "lib", ""};
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        remove(below(made[i]));
    }
}

/* A Java home whose libjvm.so is never loaded. */
static void make_home(void)
{
    HOLDS(mkdtemp(home));
    atexit(tidy);
    HOLDS(mkdir(below("lib"), 0700) == 0 && mkdir(below("lib/server"), 0700) == 0);
    FILE *library = fopen(below("lib/server/libjvm.so"), "w");
    HOLDS(library);
    fclose(library);
}

/* The input is the file "release" of a Java home: a version that is too old is refused, and nothing else. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_made;
    if (!is_made) {
        make_home();
        is_made = true;
    }
    FILE *release = fopen(below("release"), "w");
    HOLDS(release && fwrite(data, 1, size, release) == size && fclose(release) == 0);
    char path[PATH_MAX];
    char error[64];
    error[0] = '\0';
    bool found = libjvm_find(path, home, NULL, error, sizeof error);
    char *text = fuzz_text(data, size);
    HOLDS(found ? strcmp(path, below("lib/server/libjvm.so")) == 0
                : strstr(text, "JAVA_VERSION=\"") || strlen(text) < size);
    HOLDS(found || memchr(error, '\0', sizeof error));
    free(text);
    return 0;
}
