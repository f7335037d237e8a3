#include "engine/make_archive.h"

#include <dlfcn.h>
#include <errno.h>
#include <jni.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/archive.h"
#include "engine/java_call.h"
#include "engine/jvm.h"

typedef jint (*created_vms)(JavaVM **vms, jsize size, jsize *count);

static void log_nothing(int32_t level, const char *line)
{
    (void)level;
    (void)line;
}

static const struct tsmp4_host host = {TSMP4_ENGINE_VERSION, 0, log_nothing};
static struct tsmp4_engine engine;

/* It writes the archive as it ends. */
static void end_vm(void)
{
    created_vms get_created = (created_vms)dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    JavaVM *vm = NULL;
    JNIEnv *env = NULL;
    jsize count = 0;
    if (get_created && get_created(&vm, 1, &count) == JNI_OK && count > 0 &&
        TABLE(vm)->AttachCurrentThread(vm, (void **)&env, NULL) == JNI_OK) {
        TABLE(vm)->DestroyJavaVM(vm);
    }
}

/* Makes the path absolute: the archive names its jars by their paths, and the plugin's own are absolute. */
static bool from_root(char into[PATH_MAX], const char *folder)
{
    char here[PATH_MAX];
    errno = ENAMETOOLONG; /* unless getcwd says another reason */
    if (*folder == '/') {
        return snprintf(into, PATH_MAX, "%s", folder) < PATH_MAX;
    }
    return getcwd(here, sizeof here) && snprintf(into, PATH_MAX, "%s/%s", here, folder) < PATH_MAX;
}

bool make_archive(const char *folder, const char *path, char *error, size_t error_size)
{
    char home[PATH_MAX];
    char made[PATH_MAX + sizeof "/." ARCHIVE_FILE];
    char place[PATH_MAX + sizeof "/" ARCHIVE_FILE];
    if (!from_root(home, folder)) {
        snprintf(error, error_size, "%s: %s", folder, strerror(errno));
        return false;
    }
    snprintf(made, sizeof made, "%s/." ARCHIVE_FILE, home);
    snprintf(place, sizeof place, "%s/" ARCHIVE_FILE, home);
    unlink(made);
    struct text_list options = {NULL, 0};
    const struct jvm_entry entry = {home, home, path, false, true, &options, 0, &host, &engine};
    bool ok = archive_write(&options, made) && jvm_start(&entry, error, error_size);
    if (ok) {
        end_vm();
        ok = chmod(made, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) == 0 && rename(made, place) == 0;
        if (!ok) {
            snprintf(error, error_size, "the Java VM has not written %s: %s", made, strerror(errno));
        }
    }
    unlink(made);
    text_list_free(&options);
    return ok;
}
