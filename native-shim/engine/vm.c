#include "engine/vm.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/archive.h"
#include "engine/java_call.h"
#include "engine/libjvm.h"
#include "engine/signals.h"
#include "engine/vm_options.h"
#include "engine/write_execute.h"

#define OPTION_MOST 64

typedef jint (*create_vm)(JavaVM **vm, void **env, void *arguments);
typedef jint (*created_vms)(JavaVM **vms, jsize size, jsize *count);

/* Set while a VM is being created: its hooks have no argument of their own. */
static struct vm_start *creating;
/* HotSpot is not to be asked again after it has failed: it keeps half of what it was told. */
static bool gave_up;
static bool keeps_this_copy;

/*
 * What the VM says while it is created is the reason if that fails: it is kept, all in one line. Its files are its own.
 */
static jint JNICALL hear_vm(FILE *stream, const char *format, va_list arguments)
{
    struct vm_start *start = creating;
    if (!start || (stream != stdout && stream != stderr)) {
        return vfprintf(stream, format, arguments);
    }
    size_t used = strlen(start->error);
    /* The size of all that it wrote, kept or not: the VM takes a smaller one for a failure, and says so. */
    int size = vsnprintf(start->error + used, start->error_size - used, format, arguments);
    for (char *c = start->error + used; *c; c++) {
        if (*c == '\n') {
            *c = ' ';
        }
    }
    return size;
}

/*
 * HotSpot ends the process when it cannot get its heap. While it is created the proxy must live on instead: the
 * thread that creates it stops here for good, and the process has no VM.
 */
static void JNICALL abort_vm(void)
{
    struct vm_start *start = creating;
    if (start) {
        creating = NULL;
        gave_up = true;
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

static JavaVM *create(create_vm create_java_vm, struct vm_start *start)
{
    const struct jvm_entry *entry = start->entry;
    struct text_list texts = {NULL, 0};
    if ((entry->uses_archive && !archive_use(&texts, entry->home)) ||
        !vm_options(&texts, entry->home, entry->log_dir, entry->budget, entry->options) ||
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
        gave_up = true;
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

JavaVM *vm_find(struct vm_start *start)
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

bool vm_is_there(void)
{
    created_vms get_created = (created_vms)dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    JavaVM *vm = NULL;
    jsize count = 0;
    return gave_up || (get_created && get_created(&vm, 1, &count) == JNI_OK && count > 0);
}

bool vm_gave_up(void)
{
    return gave_up;
}

bool vm_keeps_this_copy(void)
{
    return keeps_this_copy;
}
