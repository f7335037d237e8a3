/*
 * java_call.h - objects and calls of Java, by JNI. A step that fails leaves an exception and gives NULL; the steps
 * after it pass NULL on.
 */
#ifndef TSMP4_ENGINE_JAVA_CALL_H
#define TSMP4_ENGINE_JAVA_CALL_H

#include <jni.h>
#include <stddef.h>

/* JNI's functions: C and C++ have them in different places. */
#ifdef __cplusplus
#define TABLE(interface) ((interface)->functions)
#else
#define TABLE(interface) (*(interface))
#endif

/* A new object; NULL when that failed. */
jobject java_make(JNIEnv *env, const char *class_name, const char *signature, ...);

/* What a method gives back; NULL also when the call failed, or on is NULL. */
jobject java_call(JNIEnv *env, jobject on, const char *name, const char *signature, ...);

/* Writes what the pending exception says, and clears it. */
void java_complaint(JNIEnv *env, char *text, size_t size);

#endif
