#include "engine/archive.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool add(struct text_list *list, const char *text)
{
    return text_list_add(list, text, strlen(text));
}

static bool add_path(struct text_list *list, const char *option, const char *folder, const char *file)
{
    char text[PATH_MAX + 64];
    int size = snprintf(text, sizeof text, "%s%s%s", option, folder, file);
    return size > 0 && (size_t)size < sizeof text && add(list, text);
}

/* Silences what nobody needs to know, such as which classes are left out. Java 17 and 25 log that under this tag. */
static bool add_quiet(struct text_list *list)
{
    return add(list, "-Xlog:cds*=off");
}

bool archive_is_there(const char *home)
{
    char path[PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/" ARCHIVE_FILE, home);
    return access(path, R_OK) == 0;
}

bool archive_use(struct text_list *options, const char *home)
{
    return add_path(options, "-XX:SharedArchiveFile=", home, "/" ARCHIVE_FILE) && add_quiet(options);
}

bool archive_check(struct text_list *options, const char *home)
{
    return add_path(options, "-XX:SharedArchiveFile=", home, "/" ARCHIVE_FILE) && add(options, "-Xshare:on") &&
           add(options, "-XX:+VerifySharedSpaces");
}

bool archive_write(struct text_list *options, const char *path)
{
    /*
     * No compiler: if a method waits for it while the archive is written, the archive says so, and a JDK 17 that uses
     * this archive never compiles the method.
     */
    return add_path(options, "-XX:ArchiveClassesAtExit=", path, "") && add(options, "-Xint") && add_quiet(options);
}
