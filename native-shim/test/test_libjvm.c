#include "check.h"
#include "engine/libjvm.h"

#include <stdlib.h>
#include <sys/stat.h>

static char root[] = "/tmp/tsmp4-jvm-XXXXXX";

/* library: where below its home. */
static void make_java_with(const char *name, const char *library, const char *version)
{
    char command[4 * PATH_MAX];
    snprintf(command, sizeof command,
             "home=%s/%s library=$home/%s && mkdir -p ${library%%/*} && touch $library && "
             "echo 'JAVA_VERSION=\"%s\"' > $home/release",
             root, name, library, version);
    CHECK(system(command) == 0);
}

static void make_java(const char *name, const char *version)
{
    make_java_with(name, "lib/server/libjvm.so", version);
}

/* Two may stand in one call. */
static const char *at(const char *path)
{
    static char texts[2][PATH_MAX];
    static int next;
    next = !next;
    snprintf(texts[next], PATH_MAX, "%s/%s", root, path);
    return texts[next];
}

static void remove_all(const char *path)
{
    char command[PATH_MAX + 16];
    snprintf(command, sizeof command, "rm -r %s", path);
    CHECK(system(command) == 0);
}

/* As FreeBSD's ports lay their VMs out. */
static void finds_a_port(void)
{
    char path[PATH_MAX];
    make_java_with("usr/local/openjdk8", "jre/lib/amd64/server/libjvm.so", "1.8.0_462");
    make_java_with("usr/local/openjdk8-jre", "lib/amd64/server/libjvm.so", "1.8.0_462");
    make_java("usr/local/openjdk11", "11.0.28");
    make_java("usr/local/openjdk11-jre", "11.0.28");
    CHECK(!libjvm_find_usual(path, root));

    make_java("usr/local/openjdk21", "21.0.8");
    CHECK(libjvm_find_usual(path, root));
    CHECK_TEXT(path, at("usr/local/openjdk21/lib/server/libjvm.so"));
    make_java("usr/local/openjdk17", "17.0.16");
    CHECK(libjvm_find_usual(path, root));
    CHECK_TEXT(path, at("usr/local/openjdk17/lib/server/libjvm.so"));
    /* "-" comes before "/"; a JRE has all that is needed. */
    make_java("usr/local/openjdk17-jre", "17.0.16");
    CHECK(libjvm_find_usual(path, root));
    CHECK_TEXT(path, at("usr/local/openjdk17-jre/lib/server/libjvm.so"));
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

    finds_a_port();

    remove_all(root);
    return checks_failed != 0;
}
