#include "check.h"
#include "rule/media_types.h"

static void read_and_have(void)
{
    static const char *const some[] = {"video/mp4", "VIDEO/MP4", "video/mp4;codecs=avc1", "video/mp4 ; a=b",
                                       "application/x.a+b-c"};
    static const char *const others[] = {"",          "video",     "video/mp4x", "xvideo/mp4",        "video/mp",
                                         "; a=b",     "text/html", "video/mp4,", "application/x.a+b", ";video/mp4",
                                         " video/mp4"};
    struct text_list types = {NULL, 0};
    CHECK(media_types_have(&types, "text/html", 9));
    CHECK(media_types_have(&types, NULL, 0));
    CHECK(media_types_read(&types, "video/mp4,application/x.a+b-c") == NULL);
    CHECK(types.size == 2);
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        CHECK(media_types_have(&types, some[i], (int64_t)strlen(some[i])));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK(!media_types_have(&types, others[i], (int64_t)strlen(others[i])));
    }
    CHECK(!media_types_have(&types, NULL, 0));
    /* The value ends with its size. */
    CHECK(media_types_have(&types, "video/mp4x", 9));
    text_list_free(&types);
}

static void refused(void)
{
    static const char *const lists[] = {"",           ",",          "video", "video/", "/mp4", "video/mp4,",
                                        ",video/mp4", "video/mp4;", "a b/c", "a/b/c",  "*/*",  "video/*"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct text_list types = {NULL, 0};
        CHECK_TEXT(media_types_read(&types, lists[i]), "a list like video/mp4,audio/mp4 is expected");
        text_list_free(&types);
    }
}

int main(void)
{
    read_and_have();
    refused();
    return checks_failed != 0;
}
