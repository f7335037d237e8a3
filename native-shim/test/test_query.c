#include "check.h"
#include "rule/query.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * A query right before a page that must not be read, as Traffic Server's are: not terminated.
 * The caller ends with munmap of *region.
 */
static const char *guarded(const char *text, size_t size, void **region, size_t *region_size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t pages = size / page + 2;
    *region_size = pages * page;
    char *map = (char *)mmap(NULL, *region_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(map != MAP_FAILED);
    char *last = map + *region_size - page;
    CHECK(mprotect(last, page, PROT_NONE) == 0);
    if (size > 0) {
        memcpy(last - size, text, size);
    }
    *region = map;
    return last - size;
}

static char *value_text(const struct query_value *value)
{
    char *text = (char *)malloc((size_t)value->size + 8);
    if (value->text) {
        memcpy(text, value->text, (size_t)value->size);
        text[value->size] = '\0';
    } else {
        strcpy(text, "(none)");
    }
    return text;
}

/* exact may be NULL: the rule has no such argument. */
static void check_exact(const char *query, const char *start, const char *end, const char *exact, const char *rest)
{
    struct query_names names = {"start", "end", exact ? "exact" : NULL};
    void *region;
    size_t region_size;
    size_t size = strlen(query);
    const char *at = guarded(query, size, &region, &region_size);
    struct query_seek found;
    bool is_seek = query_find(at, (int64_t)size, &names, &found);
    CHECK(is_seek ==
          (strcmp(start, "(none)") != 0 || strcmp(end, "(none)") != 0 || (exact && strcmp(exact, "(none)") != 0)));
    char *start_text = value_text(&found.start);
    char *end_text = value_text(&found.end);
    CHECK_TEXT(start_text, start);
    CHECK_TEXT(end_text, end);
    char *exact_text = value_text(&found.exact);
    CHECK_TEXT(exact_text, exact ? exact : "(none)");
    char *left = (char *)malloc(size + 1);
    int64_t left_size = query_strip(at, (int64_t)size, &names, left);
    CHECK(left_size <= (int64_t)size);
    left[left_size] = '\0';
    CHECK_TEXT(left, rest);
    free(left);
    free(start_text);
    free(end_text);
    free(exact_text);
    munmap(region, region_size);
}

static void check_row(const char *query, const char *start, const char *end, const char *rest)
{
    check_exact(query, start, end, NULL, rest);
}

static void rows(void)
{
    check_row("", "(none)", "(none)", "");
    check_row("start=290.12", "290.12", "(none)", "");
    check_row("end=5", "(none)", "5", "");
    check_row("start=1&end=2", "1", "2", "");
    check_row("end=2&start=1", "1", "2", "");
    check_row("a=1&start=5&b=2", "5", "(none)", "a=1&b=2");
    check_row("start=5&a=1", "5", "(none)", "a=1");
    check_row("a=1&start=5", "5", "(none)", "a=1");
    check_row("start=5&start=6", "5", "(none)", "");
    check_row("start=5&a=1&start=6&b&start=", "5", "(none)", "a=1&b");
    check_row("end=1&x&end=2", "(none)", "1", "x");
    check_row("start=", "", "(none)", "");
    check_row("start", "", "(none)", "");
    check_row("start&a", "", "(none)", "a");
    check_row("start=a=b", "a=b", "(none)", "");
    check_row("Start=5", "(none)", "(none)", "Start=5");
    check_row("starts=5&restart=6&start%3D7", "(none)", "(none)", "starts=5&restart=6&start%3D7");
    check_row("%73tart=5", "(none)", "(none)", "%73tart=5");
    check_row("a=start=5", "(none)", "(none)", "a=start=5");
    check_row("a?start=5", "(none)", "(none)", "a?start=5");
    check_row("sta", "(none)", "(none)", "sta");
    check_row("a&&start=5&&b", "5", "(none)", "a&&&b");
    check_row("&start=5", "5", "(none)", "");
    check_row("start=5&", "5", "(none)", "");
    check_row("a&start=5&", "5", "(none)", "a&");
    check_row("a=%26start=1&start=%32", "%32", "(none)", "a=%26start=1");
    check_row("token=x/y+z==;q&start=1;2", "1;2", "(none)", "token=x/y+z==;q");
}

static void exact_rows(void)
{
    check_exact("start=5&exact=1", "5", "(none)", "1", "");
    check_exact("exact=0&start=5&a=1", "5", "(none)", "0", "a=1");
    check_exact("a&start=5&exact=1&exact=0&end=7&b", "5", "7", "1", "a&b");
    check_exact("exact=1", "(none)", "(none)", "1", "");
    check_exact("exact", "(none)", "(none)", "", "");
    check_exact("start=5&exact=yes", "5", "(none)", "yes", "");
    check_exact("start=5&exactly=1&Exact=1", "5", "(none)", "(none)", "exactly=1&Exact=1");
    check_row("start=5&exact=1", "5", "(none)", "exact=1");
    check_row("exact=1", "(none)", "(none)", "exact=1");
}

static bool flag(const char *text, bool otherwise)
{
    struct query_value value = {text, text ? (int64_t)strlen(text) : 0};
    return query_flag(&value, otherwise);
}

static void flags(void)
{
    CHECK(flag("1", false) && flag("1", true));
    CHECK(!flag("0", false) && !flag("0", true));
    const char *const neither[] = {NULL, "", "2", "01", "10", "yes", "-1", "+1", " 1", "%31"};
    for (size_t i = 0; i < sizeof neither / sizeof neither[0]; i++) {
        CHECK(flag(neither[i], true) && !flag(neither[i], false));
    }
}

static void long_query(void)
{
    static char query[20001];
    static char rest[20001];
    memset(query, 'x', sizeof query - 1);
    memcpy(query + 9000, "&start=12.5&", 12);
    memcpy(rest, query, 9000);
    rest[9000] = '&';
    memcpy(rest + 9001, query + 9012, 20000 - 9012 + 1);
    check_row(query, "12.5", "(none)", rest);
    memset(query, '&', sizeof query - 1);
    check_row(query, "(none)", "(none)", query);
}

static void other_names(void)
{
    struct query_names names = {"t", "u", NULL};
    struct query_seek found;
    CHECK(query_find("t=4&start=5", 11, &names, &found));
    CHECK(found.start.size == 1 && found.start.text[0] == '4');
    char left[11];
    CHECK(query_strip("t=4&start=5", 11, &names, left) == 7);
    CHECK(memcmp(left, "start=5", 7) == 0);
}

static void times(void)
{
    static const struct {
        const char *text;
        bool is_time;
    } rows[] = {
        {"1", true},      {"0.5", true},         {"007.250", true},       {"123456789.123456789", true},
        {"", false},      {"0", false},          {"0.000", false},        {"-1", false},
        {"+1", false},    {"1.", false},         {".5", false},           {"1e3", false},
        {"1.5.2", false}, {"1234567890", false}, {"1.1234567890", false}, {"12abc", false},
        {"1 ", false},    {"nan", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        void *region;
        size_t region_size;
        size_t size = strlen(rows[i].text);
        struct query_value value = {guarded(rows[i].text, size, &region, &region_size), (int64_t)size};
        CHECK(query_is_time(&value) == rows[i].is_time);
        munmap(region, region_size);
    }
    struct query_value none = {NULL, 0};
    CHECK(!query_is_time(&none));
}

int main(void)
{
    times();
    rows();
    exact_rows();
    flags();
    long_query();
    other_names();
    return checks_failed != 0;
}
