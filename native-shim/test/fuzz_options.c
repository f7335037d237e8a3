#include "fuzz.h"

#include "engine/vm_options.h"
#include "rule/options.h"

/* Each line is an argument; the last one is a path as well. */
#define MOST 24

static void check(const struct options *options, const char *path)
{
    HOLDS(options->start_arg && *options->start_arg && options->end_arg && *options->end_arg);
    HOLDS(strcmp(options->start_arg, options->end_arg) != 0);
    HOLDS(!options->exact_arg ||
          (strcmp(options->exact_arg, options->start_arg) != 0 && strcmp(options->exact_arg, options->end_arg) != 0));
    HOLDS(options->moov_max >= 1024 && options->moov_max <= INT64_C(64) << 20);
    HOLDS(options->index_budget >= 1 << 20 && options->index_budget <= INT64_C(1) << 30);
    HOLDS(options->max_fills >= 0 && options->max_fills <= 64);
    HOLDS(options->suffixes.size + options->types.size > 0 && (!options->jvm_path || options->jvm_path[0] == '/'));
    for (int i = 0; i < options->suffixes.size; i++) {
        const char *suffix = options->suffixes.items[i];
        HOLDS(suffix[0] == '.' && suffix[1] && !strpbrk(suffix, "/,ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        HOLDS(options_match_path(options, suffix, (int64_t)strlen(suffix)));
    }
    for (int i = 0; i < options->types.size; i++) {
        const char *type = options->types.items[i];
        HOLDS(strchr(type, '/') && !strpbrk(type, ",; "));
        HOLDS(options_match_type(options, type, (int64_t)strlen(type)));
    }
    options_match_path(options, path, (int64_t)strlen(path));
    options_match_type(options, path, (int64_t)strlen(path));

    struct text_list list = {NULL, 0};
    if (vm_options(&list, "/usr/lib/trafficserver/modules/tsmp4java", "/var/log/trafficserver", options->index_budget,
                   &options->jvm_options)) {
        /* The operator's come last. */
        int before = list.size - options->jvm_options.size;
        HOLDS(before > 0);
        for (int i = 0; i < options->jvm_options.size; i++) {
            HOLDS(options->jvm_options.items[i][0] == '-' &&
                  strcmp(options->jvm_options.items[i], list.items[before + i]) == 0);
        }
    }
    text_list_free(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *arguments[MOST];
    int count = 0;
    for (size_t at = 0, rest = 0; at < size && count < MOST; at += rest, count++) {
        size_t line = fuzz_line(data + at, size - at, &rest);
        arguments[count] = fuzz_text(data + at, line);
    }
    /* As small as it may be, so that a text which fills it is cut off. */
    size_t error_size = 1 + size % 64;
    char *error = (char *)malloc(error_size);
    HOLDS(error);
    memset(error, 'x', error_size);
    struct options options;
    const char **given = (const char **)arguments;
    if (options_read(&options, count, given, error, error_size)) {
        check(&options, count > 0 ? arguments[count - 1] : "");
        options_free(&options);
    } else {
        HOLDS(memchr(error, '\0', error_size));
    }
    HOLDS(!options.start_arg && !options.end_arg && !options.exact_arg && !options.jvm_path &&
          options.suffixes.size == 0 && options.types.size == 0 && options.jvm_options.size == 0);
    for (int i = 0; i < count; i++) {
        free(arguments[i]);
    }
    free(error);
    return 0;
}
