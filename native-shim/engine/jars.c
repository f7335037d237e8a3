#include "engine/jars.h"

#include <limits.h>
#include <stdio.h>

#include "engine/java_call.h"

jclass jars_load(JNIEnv *env, const char *home, const char *class_name)
{
    char jar[PATH_MAX + 32];
    snprintf(jar, sizeof jar, "%s/" JARS_ENGINE, home);
    jstring path = TABLE(env)->NewStringUTF(env, jar);
    jstring name = TABLE(env)->NewStringUTF(env, class_name);
    jobject file = path && name ? java_make(env, "java/io/File", "(Ljava/lang/String;)V", path) : NULL;
    jobject uri = java_call(env, file, "toURI", "()Ljava/net/URI;");
    jobject url = java_call(env, uri, "toURL", "()Ljava/net/URL;");
    jclass url_class = url ? TABLE(env)->GetObjectClass(env, url) : NULL;
    jobjectArray urls = url_class ? TABLE(env)->NewObjectArray(env, 1, url_class, url) : NULL;
    jobject loader = urls ? java_make(env, "java/net/URLClassLoader", "([Ljava/net/URL;)V", urls) : NULL;
    return (jclass)java_call(env, loader, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;", name);
}

void jars_complain(JNIEnv *env, const char *home, const char *jar, char *error, size_t error_size)
{
    char said[512];
    java_complaint(env, said, sizeof said);
    snprintf(error, error_size, "%s/%s: the engine did not start: %s", home, jar, said);
}

bool jars_are_whole(JNIEnv *env, const char *home, char *error, size_t error_size)
{
    static const char *const jars[] = {"jna.jar", "slf4j-api.jar", "slf4j-simple.jar", JARS_ENGINE};
    for (size_t i = 0; i < sizeof jars / sizeof jars[0]; i++) {
        char path[PATH_MAX + 32];
        snprintf(path, sizeof path, "%s/%s", home, jars[i]);
        jstring name = TABLE(env)->NewStringUTF(env, path);
        if (!name || !java_make(env, "java/util/zip/ZipFile", "(Ljava/lang/String;)V", name)) {
            jars_complain(env, home, jars[i], error, error_size);
            return false;
        }
    }
    return true;
}
