#include "engine/jvm.h"

#include <stdio.h>
#include <string.h>

#include "engine/jars.h"
#include "engine/java_call.h"
#include "engine/vm.h"

/* This copy's class in Java: while it is held, the engine stays loaded. */
static JavaVM *vm_of_bridge;
static jclass bridge_class;

static bool start_bridge(JavaVM *vm, struct vm_start *start)
{
    JNIEnv *env = NULL;
    if (TABLE(vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK) {
        snprintf(start->error, start->error_size, "the Java VM is older than Java 10");
        return false;
    }
    const char *home = start->entry->home;
    if (!jars_are_whole(env, home, start->error, start->error_size)) {
        return false;
    }
    /*
     * JNA starts a thread when it first gives out memory. Before Java 24, a thread keeps the code loaded that started
     * it: that must not be Java code of this copy, so the thread is started here.
     */
    if (!java_make(env, "com/sun/jna/Memory", "(J)V", (jlong)8)) {
        jars_complain(env, home, "jna.jar", start->error, start->error_size);
        return false;
    }
    jclass bridge = jars_load(env, home, "io.github.tsmp4java.bridge.Bridge");
    jmethodID method = bridge ? TABLE(env)->GetStaticMethodID(env, bridge, "start", "(JJ)V") : NULL;
    if (method) {
        TABLE(env)->CallStaticVoidMethod(env, bridge, method, (jlong)(intptr_t)start->entry->host,
                                         (jlong)(intptr_t)start->entry->engine);
    }
    if (!method || TABLE(env)->ExceptionCheck(env)) {
        jars_complain(env, home, JARS_ENGINE, start->error, start->error_size);
        return false;
    }
    if (start->entry->engine->version != TSMP4_ENGINE_VERSION) {
        snprintf(start->error, start->error_size, "%s/" JARS_ENGINE " is of another version than the plugin", home);
        return false;
    }
    vm_of_bridge = vm;
    bridge_class = (jclass)TABLE(env)->NewGlobalRef(env, bridge);
    return true;
}

/* A failure is the warm-up's own: seeks are cut without it, too. */
static void warm_up(JavaVM *vm)
{
    JNIEnv *env = NULL;
    if (TABLE(vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK) {
        return;
    }
    jmethodID method = TABLE(env)->GetStaticMethodID(env, bridge_class, "warmUp", "()V");
    if (method) {
        TABLE(env)->CallStaticVoidMethod(env, bridge_class, method);
    }
    TABLE(env)->ExceptionClear(env);
}

/*
 * JNA takes ten times as long over the first native thread that calls Java as over later ones. So let it be this one:
 * on a thread of the proxy, a client would wait.
 */
static void call_once(JavaVM *vm, const struct tsmp4_engine *engine)
{
    struct tsmp4_counters counters;
    memset(&counters, 0, sizeof counters);
    engine->count(&counters);
    TABLE(vm)->DetachCurrentThread(vm);
}

static void *run_start(void *argument)
{
    struct vm_start *start = (struct vm_start *)argument;
    JavaVM *vm = vm_find(start);
    bool ok = vm && start_bridge(vm, start);
    if (ok && start->entry->warms_up) {
        warm_up(vm);
    }
    if (vm) {
        TABLE(vm)->DetachCurrentThread(vm);
    }
    if (ok && start->entry->warms_up) {
        call_once(vm, start->entry->engine);
    }
    big_stack_end(&start->thread, ok);
    return NULL;
}

bool jvm_start(const struct jvm_entry *entry, char *error, size_t error_size)
{
    if (vm_gave_up()) {
        snprintf(error, error_size, "the Java VM could not be created; the process must be restarted to try again");
        return false;
    }
    struct vm_start start;
    memset(&start, 0, sizeof start);
    start.entry = entry;
    start.error = error;
    start.error_size = error_size;
    *error = '\0';
    int failure = big_stack_run(&start.thread, run_start, &start);
    if (failure) {
        snprintf(error, error_size, "no thread for the Java VM: %s", strerror(failure));
    } else if (!start.thread.ok && !*error) {
        snprintf(error, error_size, "the Java VM gave up, and did not say why");
    }
    return !failure && start.thread.ok;
}

/*
 * Only a full garbage collection unloads the classes of an engine, and nothing else asks for one while the heap has
 * room: of thirty upgrades, the 26th left a third engine loaded. It is quick now, since the indexes are gone.
 */
static void collect_garbage(JNIEnv *env)
{
    jclass system = TABLE(env)->FindClass(env, "java/lang/System");
    jmethodID method = system ? TABLE(env)->GetStaticMethodID(env, system, "gc", "()V") : NULL;
    if (method) {
        TABLE(env)->CallStaticVoidMethod(env, system, method);
    }
    TABLE(env)->ExceptionClear(env);
}

void jvm_stop(void)
{
    JavaVM *vm = vm_of_bridge;
    JNIEnv *env = NULL;
    bool is_attached = TABLE(vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) == JNI_OK;
    if (!is_attached && TABLE(vm)->AttachCurrentThreadAsDaemon(vm, (void **)&env, NULL) != JNI_OK) {
        return;
    }
    jmethodID method = TABLE(env)->GetStaticMethodID(env, bridge_class, "stop", "()V");
    if (method) {
        TABLE(env)->CallStaticVoidMethod(env, bridge_class, method);
    }
    TABLE(env)->ExceptionClear(env);
    TABLE(env)->DeleteGlobalRef(env, bridge_class);
    collect_garbage(env);
    if (!is_attached) {
        TABLE(vm)->DetachCurrentThread(vm);
    }
}
