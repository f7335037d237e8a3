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

/* Of classes that are left out, say, of which nobody need know. Java 17 and 25 say it under this tag. */
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
     * Interpreted: a method that waits for the compiler as the archive is written is marked so in it, and JDK 17 then
     * never compiles it.
     */
    return add_path(options, "-XX:ArchiveClassesAtExit=", path, "") && add(options, "-Xint") && add_quiet(options);
}
