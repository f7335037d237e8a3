#include "check.h"
#include "rule/options.h"

#include <stdlib.h>

static void check_refused(const char *argument, const char *expected)
{
    struct options options;
    char error[256];
    const char *arguments[] = {argument};
    CHECK(!options_read(&options, 1, arguments, error, sizeof error));
    CHECK_TEXT(error, expected);
}

static void defaults(void)
{
    struct options options;
    char error[256];
    CHECK(options_read(&options, 0, NULL, error, sizeof error));
    CHECK_TEXT(options.start_arg, "start");
    CHECK_TEXT(options.end_arg, "end");
    CHECK(options.suffixes.size == 15);
    CHECK(options_match_type(&options, NULL, 0));
    CHECK(!options.loose_time);
    CHECK(options.moov_max == INT64_C(64) << 20);
    CHECK(!options.exact);
    CHECK(options.on_miss == ON_MISS_RANGE);
    CHECK(options_names(&options).exact == NULL);
    CHECK(options.max_fills == 4);
    CHECK(options.jvm_path == NULL);
    CHECK(options.jvm_options.size == 0);
    CHECK(options.if_unavailable == WHEN_UNAVAILABLE_DEFAULT);
    CHECK(options_match_path(&options, "a/b.mp4", 7));
    CHECK(options_match_path(&options, "a/b.MP4", 7));
    CHECK(options_match_path(&options, "b.m4V", 5));
    CHECK(options_match_path(&options, "b.m4a", 5));
    CHECK(options_match_path(&options, "b.mov", 5));
    CHECK(!options_match_path(&options, "b.mp4x", 6));
    CHECK(!options_match_path(&options, "mp4", 3));
    CHECK(!options_match_path(&options, "", 0));
    CHECK(!options_match_path(&options, "b.mp4", 4));
    CHECK(!options_match_path(&options, NULL, 0));
    CHECK(options_match_path(&options, "b.3GP", 5));
    CHECK(options_match_path(&options, "b.cmfa", 6));
    options_free(&options);
}

static void all_given(void)
{
    struct options options;
    char error[256];
    const char *arguments[] = {
        "--start-arg=t0",     "--end-arg=t1",         "--suffixes=.MP4,.x", "--moov-max=2M",
        "--jvm-path=/j/l.so", "--jvm-option=-Xmx96m", "--jvm-option=-Da=b", "--if-unavailable=pass",
        "--index-budget=8M",  "--exact=yes",          "--max-fills=0",      "--exact-arg=x",
        "--on-miss=stream",   "--time=loose",         "--types=video/mp4",
    };
    CHECK(options_read(&options, 15, arguments, error, sizeof error));
    CHECK_TEXT(options.start_arg, "t0");
    CHECK_TEXT(options.end_arg, "t1");
    CHECK(options.suffixes.size == 2);
    CHECK_TEXT(options.suffixes.items[0], ".mp4");
    CHECK(options_match_path(&options, "a.X", 3));
    CHECK(!options_match_path(&options, "a.mov", 5));
    CHECK(options.moov_max == INT64_C(2) << 20);
    CHECK(options.index_budget == INT64_C(8) << 20);
    CHECK(options.exact);
    CHECK(options.on_miss == ON_MISS_STREAM);
    CHECK(options.loose_time);
    CHECK(options_match_type(&options, "video/mp4", 9));
    CHECK(!options_match_type(&options, NULL, 0));
    struct query_names names = options_names(&options);
    CHECK_TEXT(names.start, "t0");
    CHECK_TEXT(names.end, "t1");
    CHECK_TEXT(names.exact, "x");
    CHECK(options.max_fills == 0);
    CHECK_TEXT(options.jvm_path, "/j/l.so");
    CHECK(options.jvm_options.size == 2);
    CHECK_TEXT(options.jvm_options.items[1], "-Da=b");
    CHECK(options.if_unavailable == WHEN_UNAVAILABLE_PASS);
    options_free(&options);
}

static void refused(void)
{
    static const char name[] = "an argument name has 1 to 64 characters";
    static const char signs[] = "an argument name has no blank, no '&', '=', '#' or '?'";
    static const char size[] = "a size from 1K to 64M is expected, in bytes or with K or M";
    static const char budget[] = "a size from 1M to 1024M is expected, in bytes or with K or M";
    static const char types[] = "a list like video/mp4,audio/mp4 is expected";
    static const char *const rows[][2] = {
        {"--start-arg=", name},
        {"--end-arg=", name},
        {"--start-arg=a b", signs},
        {"--start-arg=a&b", signs},
        {"--end-arg=a=b", signs},
        {"--suffixes=", "a list like .mp4,.m4v is expected"},
        {"--suffixes=mp4", "a list like .mp4,.m4v is expected"},
        {"--suffixes=.mp4,", "a list like .mp4,.m4v is expected"},
        {"--suffixes=.a/b", "a list like .mp4,.m4v is expected"},
        {"--types=", types},
        {"--types=video", types},
        {"--types=video/mp4,", types},
        {"--types=video/*", types},
        {"--time=", "strict or loose is expected"},
        {"--time=any", "strict or loose is expected"},
        {"--moov-max=", size},
        {"--moov-max=K", size},
        {"--moov-max=0", size},
        {"--moov-max=1023", size},
        {"--moov-max=65M", size},
        {"--moov-max=1G", size},
        {"--moov-max=-1", size},
        {"--moov-max=12x", size},
        {"--moov-max=2KK", size},
        {"--moov-max=99999999999999999999999", size},
        {"--index-budget=1023K", budget},
        {"--index-budget=1025M", budget},
        {"--index-budget=", budget},
        {"--exact=", "yes or no is expected"},
        {"--exact=true", "yes or no is expected"},
        {"--on-miss=", "range or stream is expected"},
        {"--on-miss=fetch", "range or stream is expected"},
        {"--exact-arg=", name},
        {"--exact-arg=a&b", signs},
        {"--max-fills=65", "a number from 0 to 64 is expected"},
        {"--max-fills=-1", "a number from 0 to 64 is expected"},
        {"--max-fills=", "a number from 0 to 64 is expected"},
        {"--jvm-path=java", "the absolute path of libjvm.so or of a Java home is expected"},
        {"--jvm-path=", "the absolute path of libjvm.so or of a Java home is expected"},
        {"--jvm-option=", "an option of the Java VM, like -Xmx96m, is expected"},
        {"--jvm-option=Xmx96m", "an option of the Java VM, like -Xmx96m, is expected"},
        {"--if-unavailable=", "refuse or pass is expected"},
        {"--if-unavailable=maybe", "refuse or pass is expected"},
        {"--start-arg", "a value is expected: --name=value"},
        {"--no-such=1", "there is no such parameter"},
        {"start-arg=1", "there is no such parameter"},
        {"", "there is no such parameter"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char expected[256];
        snprintf(expected, sizeof expected, "%s: %s", rows[i][0], rows[i][1]);
        check_refused(rows[i][0], expected);
    }
}

/* The type decides, and the suffix only where it is asked for too. */
static void by_type(void)
{
    struct options options;
    char error[256];
    const char *alone[] = {"--types=video/mp4,audio/mp4"};
    CHECK(options_read(&options, 1, alone, error, sizeof error));
    CHECK(options_match_path(&options, "watch", 5));
    CHECK(options_match_path(&options, NULL, 0));
    CHECK(options_match_type(&options, "audio/mp4", 9));
    CHECK(!options_match_type(&options, "text/html", 9));
    options_free(&options);
    const char *both[] = {"--types=video/mp4", "--suffixes=.x"};
    CHECK(options_read(&options, 2, both, error, sizeof error));
    CHECK(options_match_path(&options, "a.x", 3));
    CHECK(!options_match_path(&options, "a.mp4", 5));
    options_free(&options);
}

static void refused_together(void)
{
    struct options options;
    char error[256];
    const char *twice[] = {"--moov-max=1M", "--moov-max=2M"};
    CHECK(!options_read(&options, 2, twice, error, sizeof error));
    CHECK_TEXT(error, "--moov-max=2M: given twice");
    const char *same[] = {"--start-arg=end"};
    CHECK(!options_read(&options, 1, same, error, sizeof error));
    CHECK_TEXT(error, "--start-arg=end --end-arg=end: the start and the end argument have one name");
    const char *taken[] = {"--start-arg=a", "--exact-arg=a"};
    CHECK(!options_read(&options, 2, taken, error, sizeof error));
    CHECK_TEXT(error, "--start-arg=a --end-arg=end: the argument of --exact-arg has the name of one of them");
    const char *taken_too[] = {"--exact-arg=end"};
    CHECK(!options_read(&options, 1, taken_too, error, sizeof error));
    const char *late[] = {"--start-arg=a", "--jvm-option=-Xa", "--suffixes=.a,.b,c"};
    CHECK(!options_read(&options, 3, late, error, sizeof error));
}

int main(void)
{
    defaults();
    all_given();
    refused();
    by_type();
    refused_together();
    return checks_failed != 0;
}
