#include "engine/trial_flags.h"

#include <dlfcn.h>
#include <stdio.h>

#include "engine/jars.h"
#include "engine/java_call.h"

typedef jint (*created_vms)(JavaVM **vms, jsize size, jsize *count);

/* A thread of the VM, for this one; NULL = it takes none. */
static JNIEnv *attach(void)
{
    created_vms get_created = (created_vms)dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    JavaVM *vm = NULL;
    JNIEnv *env = NULL;
    jsize count = 0;
    if (!get_created || get_created(&vm, 1, &count) != JNI_OK || count < 1 ||
        TABLE(vm)->AttachCurrentThreadAsDaemon(vm, (void **)&env, NULL) != JNI_OK) {
        return NULL;
    }
    return env;
}

/* What the class says; NULL = nothing. */
static jstring ask(JNIEnv *env, const char *home)
{
    jclass flags = jars_load(env, home, "io.github.tsmp4java.bridge.VmFlags");
    jmethodID method = flags ? TABLE(env)->GetStaticMethodID(env, flags, "harmful", "()Ljava/lang/String;") : NULL;
    return method ? (jstring)TABLE(env)->CallStaticObjectMethod(env, flags, method) : NULL;
}

bool trial_flags_are_harmless(const char *home, char *error, size_t error_size)
{
    JNIEnv *env = attach();
    jstring said = env ? ask(env, home) : NULL;
    const char *text = said ? TABLE(env)->GetStringUTFChars(env, said, NULL) : NULL;
    if (text) {
        snprintf(error, error_size, "%s", text);
        TABLE(env)->ReleaseStringUTFChars(env, said, text);
    }
    return !text;
}
