/*
 * jars.h - the engine's jars, in the folder beside the plugin. Every function needs a thread that is attached to the VM.
 */
#ifndef TSMP4_ENGINE_JARS_H
#define TSMP4_ENGINE_JARS_H

#include <jni.h>
#include <stdbool.h>
#include <stddef.h>

#define JARS_ENGINE "tsmp4java.jar"

/* Class loaders do not say that a jar is damaged, only which class they have not found. False: error names the jar. */
bool jars_are_whole(JNIEnv *env, const char *home, char *error, size_t error_size);

/*
 * A class of the engine, through a loader that is this copy's own, so that another version of the jar can stand beside
 * it. NULL: there is an exception.
 */
jclass jars_load(JNIEnv *env, const char *home, const char *class_name);

/* Says which exception there is after something was done with this jar. */
void jars_complain(JNIEnv *env, const char *home, const char *jar, char *error, size_t error_size);

#endif
