/*
 * The Java VM and the engine in it, without a server: test_jvm FOLDER-OF-JARS CASE
 */
#include "check.h"
#include "engine/jvm.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

static char last_line[1024];

static void log_line(int32_t level, const char *line)
{
    (void)level;
    snprintf(last_line, sizeof last_line, "%s", line);
}

static const struct tsmp4_host host = {TSMP4_ENGINE_VERSION, 0, log_line};
static struct tsmp4_engine engine;
static char error[2048];

static bool start(const char *home, const struct tsmp4_host *from, const char *option)
{
    struct text_list options = {NULL, 0};
    CHECK(!option || text_list_add(&options, option, strlen(option)));
    struct jvm_entry entry = {home, "/tmp", NULL, false, true, &options, INT64_C(64) << 20, from, &engine};
    bool ok = jvm_start(&entry, error, sizeof error);
    text_list_free(&options);
    return ok;
}

static void on_signal(int number)
{
    (void)number;
}

/* A thread that Java has not seen, with the stack of a proxy's thread. */
static void *ask(void *argument)
{
    (void)argument;
    struct tsmp4_request request;
    memset(&request, 0, sizeof request);
    request.start.bytes = "-1";
    request.start.size = 2;
    request.moov_max = 1 << 20;
    request.index_budget = 4 << 20;
    struct tsmp4_answer answer;
    memset(&answer, 0, sizeof answer);
    CHECK(engine.open(&request, NULL, &answer) == TSMP4_BAD_REQUEST);
    CHECK_TEXT(answer.decline.reason, "start must not be negative: -1");
    request.start.bytes = "7";
    request.start.size = 1;
    memset(&answer, 0, sizeof answer);
    CHECK(engine.open(&request, NULL, &answer) == TSMP4_OK);
    int64_t seek = answer.seek;
    struct tsmp4_source source;
    memset(&source, 0, sizeof source);
    source.size = -1;
    CHECK(engine.find(seek, &source, &answer) == TSMP4_MORE);
    CHECK(engine.collect(seek, 0, "\0\0\0\x08wide", 8, &answer) == TSMP4_MORE);
    CHECK(engine.collect(seek, 8, "\0\0\0\x08mdat", 8, &answer) == TSMP4_DECLINED);
    CHECK_TEXT(answer.decline.reason, "declined: moov after mdat");
    struct tsmp4_room room = {answer.decline.reason, 8};
    CHECK(engine.render(seek, 0, &room, 1) == TSMP4_DECLINED);
    CHECK(strstr(last_line, "Engine") != NULL || strstr(last_line, "at ") != NULL);
    engine.close(seek);
    return NULL;
}

static void serves(const char *home)
{
    struct sigaction before;
    struct sigaction after;
    memset(&before, 0, sizeof before);
    before.sa_handler = on_signal;
    const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGPIPE};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], &before, NULL);
    }
    CHECK(start(home, &host, NULL));
    CHECK_TEXT(error, "");
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], NULL, &after);
        CHECK(after.sa_handler == on_signal);
    }
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, (size_t)1 << 20);
    pthread_t thread;
    CHECK(pthread_create(&thread, &attributes, ask, NULL) == 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);

    /* Another copy of the plugin: same VM, an engine of its own. */
    CHECK(start(home, &host, NULL));
    ask(NULL);

    struct tsmp4_host newer = {TSMP4_ENGINE_VERSION + 1, 0, log_line};
    CHECK(!start(home, &newer, NULL));
    char versions[128];
    snprintf(versions, sizeof versions,
             "tsmp4java.jar speaks version %d of the engine's contract, the plugin version %d", TSMP4_ENGINE_VERSION,
             TSMP4_ENGINE_VERSION + 1);
    CHECK(strstr(error, versions) != NULL);
    CHECK(!start("/nowhere", &host, NULL));
    CHECK(strstr(error, "/nowhere/jna.jar: the engine did not start: java.") != NULL);
}

/* A VM that cannot have its heap would end its process, were it not for the exit hook. */
static void survives_a_vm_without_heap(const char *home)
{
    struct rlimit limit = {(rlim_t)8 << 30, (rlim_t)8 << 30};
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    CHECK(!start(home, &host, "-Xmx64g"));
    CHECK(strstr(error, "Could not reserve enough space") != NULL);
    CHECK(!start(home, &host, NULL));
    CHECK_TEXT(error, "the Java VM could not be created; the process must be restarted to try again");
}

static void refuses_a_wrong_option(const char *home)
{
    CHECK(!start(home, &host, "-XX:NoSuchOption"));
    CHECK(strstr(error, "Unrecognized VM option 'NoSuchOption'") != NULL);
}

int main(int count, char **arguments)
{
    const char *home = count > 2 ? arguments[1] : "";
    const char *what = count > 2 ? arguments[2] : "";
    if (strcmp(what, "serves") == 0) {
        serves(home);
    } else if (strcmp(what, "no-heap") == 0) {
        survives_a_vm_without_heap(home);
    } else if (strcmp(what, "wrong-option") == 0) {
        refuses_a_wrong_option(home);
    } else {
        CHECK(!"a case is named");
    }
    return checks_failed != 0;
}
