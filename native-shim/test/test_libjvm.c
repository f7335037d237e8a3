#include "check.h"
#include "engine/libjvm.h"

#include <stdlib.h>
#include <sys/stat.h>

static char root[] = "/tmp/tsmp4-jvm-XXXXXX";

static void make_java(const char *name, const char *version)
{
    char command[4 * PATH_MAX];
    snprintf(command, sizeof command,
             "mkdir -p %s/%s/lib/server && touch %s/%s/lib/server/libjvm.so && echo 'JAVA_VERSION=\"%s\"' > %s/%s/release",
             root, name, root, name, version, root, name);
    CHECK(system(command) == 0);
}

static const char *at(const char *path)
{
    static char text[PATH_MAX];
    snprintf(text, sizeof text, "%s/%s", root, path);
    return text;
}

int main(void)
{
    CHECK(mkdtemp(root) != NULL);
    make_java("eleven", "11.0.2");
    make_java("seventeen", "17.0.15");
    make_java("new", "25");
    char path[PATH_MAX];
    char error[1024];
    char expected[PATH_MAX + 256];

    CHECK(libjvm_find(path, at("seventeen"), NULL, error, sizeof error));
    CHECK_TEXT(path, at("seventeen/lib/server/libjvm.so"));
    CHECK(libjvm_find(path, at("new/lib/server/libjvm.so"), NULL, error, sizeof error));
    CHECK_TEXT(path, at("new/lib/server/libjvm.so"));
    CHECK(libjvm_find(path, NULL, at("new"), error, sizeof error));
    CHECK_TEXT(path, at("new/lib/server/libjvm.so"));

    /* A named one is the only one: no other is taken instead. */
    CHECK(!libjvm_find(path, at("eleven"), at("new"), error, sizeof error));
    snprintf(expected, sizeof expected,
             "--jvm-path=%s: no libjvm.so of Java 17 or newer there, looked for lib/server/libjvm.so", at("eleven"));
    CHECK_TEXT(error, expected);
    CHECK(!libjvm_find(path, at("none/libjvm.so"), NULL, error, sizeof error));
    snprintf(expected, sizeof expected, "--jvm-path=%s: no libjvm.so of Java 17 or newer there", at("none/libjvm.so"));
    CHECK_TEXT(error, expected);

    char command[PATH_MAX];
    snprintf(command, sizeof command, "rm -r %s", root);
    CHECK(system(command) == 0);
    return checks_failed != 0;
}
