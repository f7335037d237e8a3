#include "engine/jvm.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/big_stack.h"
#include "engine/jars.h"
#include "engine/java_call.h"
#include "engine/libjvm.h"
#include "engine/signals.h"
#include "engine/vm_options.h"
#include "engine/write_execute.h"

#define OPTION_MOST 64

typedef jint (*create_vm)(JavaVM **vm, void **env, void *arguments);
typedef jint (*created_vms)(JavaVM **vms, jsize size, jsize *count);

/* One call of jvm_start. */
struct start {
    const struct jvm_entry *entry;
    char *error;
    size_t error_size;
    struct big_stack thread;
};

/* Set while a VM is being created: its hooks have no argument of their own. */
static struct start *creating;
/* HotSpot is not to be asked again after it has failed: it keeps half of what it was told. */
static bool vm_gave_up;
static bool keeps_this_copy;
/* This copy's class in Java: while it is held, the engine stays loaded. */
static JavaVM *vm_of_bridge;
static jclass bridge_class;

/* What the VM says while it is created is the reason of a failure: its first line is kept. */
static jint JNICALL hear_vm(FILE *stream, const char *format, va_list arguments)
{
    struct start *start = creating;
    if (!start) {
        return vfprintf(stream, format, arguments);
    }
    size_t used = strlen(start->error);
    if (used + 1 < start->error_size) {
        vsnprintf(start->error + used, start->error_size - used, format, arguments);
        for (char *c = start->error + used; *c; c++) {
            if (*c == '\n') {
                *c = ' ';
            }
        }
    }
    return 0;
}

/*
 * HotSpot ends the process when it cannot get its heap. While it is created the proxy must live on instead: the
 * thread that creates it stops here for good, and the process has no VM.
 */
static void JNICALL abort_vm(void)
{
    struct start *start = creating;
    if (start) {
        creating = NULL;
        vm_gave_up = true;
        big_stack_stand(&start->thread);
        for (;;) {
            pause();
        }
    }
}

static void JNICALL exit_vm(jint code)
{
    abort_vm();
    exit(code);
}

static void hook(JavaVMOption *option, const char *name, void *function)
{
    option->optionString = (char *)name;
    option->extraInfo = function;
}

static JavaVM *create(create_vm create_java_vm, struct start *start)
{
    const struct jvm_entry *entry = start->entry;
    struct text_list texts = {NULL, 0};
    if (!vm_options(&texts, entry->home, entry->log_dir, entry->budget, entry->options) ||
        texts.size > OPTION_MOST - 3) {
        text_list_free(&texts);
        snprintf(start->error, start->error_size, "too many --jvm-option");
        return NULL;
    }
    JavaVMOption options[OPTION_MOST];
    int count = 0;
    memset(options, 0, sizeof options);
    hook(&options[count++], "vfprintf", (void *)hear_vm);
    hook(&options[count++], "exit", (void *)exit_vm);
    hook(&options[count++], "abort", (void *)abort_vm);
    for (int i = 0; i < texts.size; i++) {
        options[count++].optionString = texts.items[i];
    }
    struct signal_set kept;
    signals_keep(&kept);
    JavaVMInitArgs arguments;
    memset(&arguments, 0, sizeof arguments);
    arguments.version = JNI_VERSION_10;
    arguments.options = options;
    arguments.nOptions = count;
    JavaVM *vm = NULL;
    JNIEnv *env = NULL;
    creating = start;
    keeps_this_copy = true;
    jint result = create_java_vm(&vm, (void **)&env, &arguments);
    creating = NULL;
    signals_restore(&kept);
    text_list_free(&texts);
    if (result != JNI_OK) {
        vm_gave_up = true;
        char said[512];
        snprintf(said, sizeof said, "%s", start->error);
        snprintf(start->error, start->error_size, "the Java VM cannot be created (%d)%s%s", (int)result,
                 *said ? ": " : "", said);
        return NULL;
    }
    /* What the VM wrote though it came up. */
    if (*start->error) {
        fprintf(stderr, "%s\n", start->error);
        *start->error = '\0';
    }
    return vm;
}

bool jvm_is_there(void)
{
    created_vms get_created = (created_vms)dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    JavaVM *vm = NULL;
    jsize count = 0;
    return vm_gave_up || (get_created && get_created(&vm, 1, &count) == JNI_OK && count > 0);
}

/* The VM of this process, created when there is none, with this thread attached. */
static JavaVM *adopt_or_create(struct start *start)
{
    const struct jvm_entry *entry = start->entry;
    created_vms get_created = (created_vms)dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    create_vm create_java_vm = (create_vm)dlsym(RTLD_DEFAULT, "JNI_CreateJavaVM");
    if (!get_created || !create_java_vm) {
        char path[PATH_MAX];
        if (!libjvm_find(path, entry->path, getenv("JAVA_HOME"), start->error, start->error_size)) {
            return NULL;
        }
        /* Never closed: a VM cannot be unloaded. */
        void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
        if (!library) {
            snprintf(start->error, start->error_size, "%s", dlerror());
            return NULL;
        }
        get_created = (created_vms)dlsym(library, "JNI_GetCreatedJavaVMs");
        create_java_vm = (create_vm)dlsym(library, "JNI_CreateJavaVM");
        if (!get_created || !create_java_vm) {
            snprintf(start->error, start->error_size, "%s is not a Java VM", path);
            return NULL;
        }
    }
    JavaVM *vm = NULL;
    jsize count = 0;
    if (get_created(&vm, 1, &count) != JNI_OK || count < 1) {
        if (!write_execute_is_allowed()) {
            snprintf(start->error, start->error_size,
                     "memory that is written may not be executed here, as a Java VM must (systemd: "
                     "MemoryDenyWriteExecute)");
            return NULL;
        }
        return create(create_java_vm, start);
    }
    JNIEnv *env = NULL;
    if (TABLE(vm)->AttachCurrentThreadAsDaemon(vm, (void **)&env, NULL) != JNI_OK) {
        snprintf(start->error, start->error_size, "the Java VM takes no more threads");
        return NULL;
    }
    return vm;
}

static bool start_bridge(JavaVM *vm, struct start *start)
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
     * JNA starts a thread with the first memory it gives out. On Java below 24 a thread holds on to the code that it was
     * started by: that is to be none of this copy's.
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

static void *run_start(void *argument)
{
    struct start *start = (struct start *)argument;
    JavaVM *vm = adopt_or_create(start);
    bool ok = vm && start_bridge(vm, start);
    if (vm) {
        TABLE(vm)->DetachCurrentThread(vm);
    }
    big_stack_end(&start->thread, ok);
    return NULL;
}

bool jvm_start(const struct jvm_entry *entry, char *error, size_t error_size)
{
    if (vm_gave_up) {
        snprintf(error, error_size, "the Java VM could not be created; the process must be restarted to try again");
        return false;
    }
    struct start start;
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
 * The classes of an engine go with a full collection. While the heap has room nothing else asks for one: of thirty upgrades the
 * 26th left a third engine. There is little to look at now, since the indexes are gone.
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

bool jvm_keeps_this_copy(void)
{
    return keeps_this_copy;
}
