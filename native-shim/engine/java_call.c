#include "engine/java_call.h"

#include <stdarg.h>
#include <stdio.h>

jobject java_make(JNIEnv *env, const char *class_name, const char *signature, ...)
{
    jclass type = TABLE(env)->FindClass(env, class_name);
    jmethodID constructor = type ? TABLE(env)->GetMethodID(env, type, "<init>", signature) : NULL;
    if (!constructor) {
        return NULL;
    }
    va_list arguments;
    va_start(arguments, signature);
    jobject made = TABLE(env)->NewObjectV(env, type, constructor, arguments);
    va_end(arguments);
    return TABLE(env)->ExceptionCheck(env) ? NULL : made;
}

jobject java_call(JNIEnv *env, jobject on, const char *name, const char *signature, ...)
{
    jclass type = on ? TABLE(env)->GetObjectClass(env, on) : NULL;
    jmethodID method = type ? TABLE(env)->GetMethodID(env, type, name, signature) : NULL;
    if (!method) {
        return NULL;
    }
    va_list arguments;
    va_start(arguments, signature);
    jobject result = TABLE(env)->CallObjectMethodV(env, on, method, arguments);
    va_end(arguments);
    return TABLE(env)->ExceptionCheck(env) ? NULL : result;
}

void java_complaint(JNIEnv *env, char *text, size_t size)
{
    jthrowable thrown = TABLE(env)->ExceptionOccurred(env);
    TABLE(env)->ExceptionClear(env);
    jstring said = (jstring)java_call(env, thrown, "toString", "()Ljava/lang/String;");
    const char *chars = said ? TABLE(env)->GetStringUTFChars(env, said, NULL) : NULL;
    snprintf(text, size, "%s", chars ? chars : "Java gave no reason");
    if (chars) {
        TABLE(env)->ReleaseStringUTFChars(env, said, chars);
    }
    TABLE(env)->ExceptionClear(env);
}
