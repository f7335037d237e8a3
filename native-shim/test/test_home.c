#include "check.h"
#include "engine/home.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/tsmp4-home-XXXXXX";

static const char *at(const char *path)
{
    static char paths[4][PATH_MAX];
    static int next;
    next = (next + 1) % 4;
    snprintf(paths[next], PATH_MAX, "%s%s", root, path);
    return paths[next];
}

static void make_folder(const char *path)
{
    char part[PATH_MAX];
    snprintf(part, sizeof part, "%s/", at(path));
    for (char *slash = strchr(part + strlen(root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, 0700);
        *slash = '/';
    }
}

static void fill(const char *folder)
{
    static const char *const names[] = {
        "tsmp4java.jar", "jna.jar", "slf4j-api.jar", "slf4j-simple.jar", "libjnidispatch.so", "try-engine",
    };
    make_folder(folder);
    for (int i = 0; i < 6; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", at(folder), names[i]);
        FILE *file = fopen(path, "w");
        CHECK(file != NULL);
        if (file) {
            fclose(file);
        }
    }
}

int main(void)
{
    CHECK(mkdtemp(root) != NULL);
    fill("/plugins/tsmp4java");
    fill("/other/tsmp4java");
    struct home home;
    char error[3 * PATH_MAX];

    CHECK(home_find(&home, at("/plugins/libtsmp4java.so"), "/none", "/none", error, sizeof error));
    CHECK_TEXT(home.path, at("/plugins/tsmp4java"));

    /* The copy Traffic Server loads: a run-time folder, then the whole path of the plugin. */
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "/run/ts/5c8a-11/%s", at("/other/libtsmp4java.so") + 1);
    CHECK(home_find(&home, copy, "/none", "/none", error, sizeof error));
    CHECK_TEXT(home.path, at("/other/tsmp4java"));

    CHECK(home_find(&home, "/run/x/libtsmp4java.so", at("/plugins"), at("/other"), error, sizeof error));
    CHECK_TEXT(home.path, at("/plugins/tsmp4java"));
    CHECK(home_find(&home, "libtsmp4java.so", "/none", at("/other"), error, sizeof error));
    CHECK_TEXT(home.path, at("/other/tsmp4java"));

    CHECK(!home_find(&home, "/run/x/libtsmp4java.so", "/none", "/nothing", error, sizeof error));
    CHECK_TEXT(error, "tsmp4java/tsmp4java.jar not found beside the plugin (loaded from /run/x/libtsmp4java.so), "
                      "nor in /none, nor in /nothing");

    CHECK(unlink(at("/plugins/tsmp4java/jna.jar")) == 0);
    CHECK(!home_find(&home, at("/plugins/libtsmp4java.so"), "/none", "/none", error, sizeof error));
    char expected[PATH_MAX];
    snprintf(expected, sizeof expected, "jna.jar not found in %s", at("/plugins/tsmp4java"));
    CHECK_TEXT(error, expected);

    char command[PATH_MAX];
    snprintf(command, sizeof command, "rm -r %s", root);
    CHECK(system(command) == 0);
    return checks_failed != 0;
}
