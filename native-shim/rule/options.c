#include "rule/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule/media_types.h"
#include "rule/size.h"
#include "rule/suffixes.h"

#define MOOV_MAX_LEAST INT64_C(1024)
/* Half of the engine's process-wide budget of 128 MB. */
#define MOOV_MAX_MOST (INT64_C(64) << 20)
#define INDEX_BUDGET_LEAST (INT64_C(1) << 20)
#define INDEX_BUDGET_MOST (INT64_C(1024) << 20)
#define INDEX_BUDGET_DEFAULT (INT64_C(128) << 20)

#define MAX_FILLS_MOST 64
#define MAX_FILLS_DEFAULT 4

#define NAME_MOST 64

/* Why a value was refused, or NULL when it was taken. */
typedef const char *refusal;

static refusal take_name(char **name, const char *value)
{
    size_t size = strlen(value);
    if (size == 0 || size > NAME_MOST) {
        return "an argument name has 1 to 64 characters";
    }
    for (const char *c = value; *c; c++) {
        if (*c <= ' ' || *c >= 127 || strchr("&=#?", *c)) {
            return "an argument name has no blank, no '&', '=', '#' or '?'";
        }
    }
    *name = text_copy(value, size);
    return *name ? NULL : OUT_OF_MEMORY;
}

static refusal take_start_arg(struct options *options, const char *value)
{
    return take_name(&options->start_arg, value);
}

static refusal take_end_arg(struct options *options, const char *value)
{
    return take_name(&options->end_arg, value);
}

static refusal take_exact_arg(struct options *options, const char *value)
{
    return take_name(&options->exact_arg, value);
}

static refusal take_suffixes(struct options *options, const char *value)
{
    return suffixes_read(&options->suffixes, value);
}

static refusal take_types(struct options *options, const char *value)
{
    return media_types_read(&options->types, value);
}

static refusal take_moov_max(struct options *options, const char *value)
{
    options->moov_max = size_read(value, MOOV_MAX_LEAST, MOOV_MAX_MOST);
    return options->moov_max > 0 ? NULL : "a size from 1K to 64M is expected, in bytes or with K or M";
}

static refusal take_index_budget(struct options *options, const char *value)
{
    options->index_budget = size_read(value, INDEX_BUDGET_LEAST, INDEX_BUDGET_MOST);
    return options->index_budget > 0 ? NULL : "a size from 1M to 1024M is expected, in bytes or with K or M";
}

static refusal take_max_fills(struct options *options, const char *value)
{
    options->max_fills = size_read(value, 0, MAX_FILLS_MOST);
    return options->max_fills >= 0 ? NULL : "a number from 0 to 64 is expected";
}

static refusal take_on_miss(struct options *options, const char *value)
{
    options->on_miss = strcmp(value, "range") == 0 ? ON_MISS_RANGE : ON_MISS_STREAM;
    return options->on_miss == ON_MISS_RANGE || strcmp(value, "stream") == 0 ? NULL : "range or stream is expected";
}

static refusal take_exact(struct options *options, const char *value)
{
    options->exact = strcmp(value, "yes") == 0;
    return options->exact || strcmp(value, "no") == 0 ? NULL : "yes or no is expected";
}

static refusal take_time(struct options *options, const char *value)
{
    options->loose_time = strcmp(value, "loose") == 0;
    return options->loose_time || strcmp(value, "strict") == 0 ? NULL : "strict or loose is expected";
}

static refusal take_jvm_path(struct options *options, const char *value)
{
    if (value[0] != '/') {
        return "the absolute path of libjvm.so or of a Java home is expected";
    }
    options->jvm_path = text_copy(value, strlen(value));
    return options->jvm_path ? NULL : OUT_OF_MEMORY;
}

static refusal take_jvm_option(struct options *options, const char *value)
{
    if (value[0] != '-' || value[1] == '\0') {
        return "an option of the Java VM, like -Xmx96m, is expected";
    }
    return text_list_add(&options->jvm_options, value, strlen(value)) ? NULL : OUT_OF_MEMORY;
}

static refusal take_if_unavailable(struct options *options, const char *value)
{
    if (strcmp(value, "refuse") == 0) {
        options->if_unavailable = WHEN_UNAVAILABLE_REFUSE;
        return NULL;
    }
    if (strcmp(value, "pass") == 0) {
        options->if_unavailable = WHEN_UNAVAILABLE_PASS;
        return NULL;
    }
    return "refuse or pass is expected";
}

static const struct parameter {
    const char *name;
    bool repeatable;
    refusal (*take)(struct options *options, const char *value);
} parameters[] = {
    {"--start-arg", false, take_start_arg},
    {"--end-arg", false, take_end_arg},
    {"--suffixes", false, take_suffixes},
    {"--types", false, take_types},
    {"--time", false, take_time},
    {"--moov-max", false, take_moov_max},
    {"--index-budget", false, take_index_budget},
    {"--exact", false, take_exact},
    {"--on-miss", false, take_on_miss},
    {"--exact-arg", false, take_exact_arg},
    {"--max-fills", false, take_max_fills},
    {"--jvm-path", false, take_jvm_path},
    {"--jvm-option", true, take_jvm_option},
    {"--if-unavailable", false, take_if_unavailable},
};
#define PARAMETER_COUNT ((int)(sizeof parameters / sizeof parameters[0]))

static int parameter_index(const char *argument)
{
    size_t size = strcspn(argument, "=");
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        if (strlen(parameters[i].name) == size && memcmp(parameters[i].name, argument, size) == 0) {
            return i;
        }
    }
    return -1;
}

static refusal take_argument(struct options *options, const char *argument, bool *seen)
{
    int index = parameter_index(argument);
    if (index < 0) {
        return "there is no such parameter";
    }
    if (seen[index] && !parameters[index].repeatable) {
        return "given twice";
    }
    seen[index] = true;
    const char *equals = strchr(argument, '=');
    return equals ? parameters[index].take(options, equals + 1) : "a value is expected: --name=value";
}

static bool is_exact_arg(const struct options *options, const char *name)
{
    return options->exact_arg && strcmp(options->exact_arg, name) == 0;
}

static refusal take_defaults(struct options *options)
{
    refusal why = NULL;
    if (!options->start_arg) {
        why = take_start_arg(options, "start");
    }
    if (!why && !options->end_arg) {
        why = take_end_arg(options, "end");
    }
    if (!why && options->suffixes.size == 0 && options->types.size == 0) {
        why = take_suffixes(options, SUFFIXES_DEFAULT);
    }
    if (options->index_budget == 0) {
        options->index_budget = INDEX_BUDGET_DEFAULT;
    }
    if (options->moov_max == 0) {
        options->moov_max = MOOV_MAX_MOST;
    }
    if (!why && strcmp(options->start_arg, options->end_arg) == 0) {
        why = "the start and the end argument have one name";
    }
    if (!why && (is_exact_arg(options, options->start_arg) || is_exact_arg(options, options->end_arg))) {
        why = "the argument of --exact-arg has the name of one of them";
    }
    return why;
}

bool options_read(struct options *options, int count, const char *const *arguments, char *error, size_t error_size)
{
    bool seen[PARAMETER_COUNT] = {false};
    memset(options, 0, sizeof *options);
    options->max_fills = MAX_FILLS_DEFAULT;
    refusal why = NULL;
    for (int i = 0; i < count && !why; i++) {
        why = take_argument(options, arguments[i], seen);
        if (why) {
            snprintf(error, error_size, "%s: %s", arguments[i], why);
        }
    }
    if (!why) {
        why = take_defaults(options);
        if (why) {
            snprintf(error, error_size, "--start-arg=%s --end-arg=%s: %s", options->start_arg ? options->start_arg : "",
                     options->end_arg ? options->end_arg : "", why);
        }
    }
    if (why) {
        options_free(options);
    }
    return !why;
}

void options_free(struct options *options)
{
    free(options->start_arg);
    free(options->end_arg);
    free(options->exact_arg);
    free(options->jvm_path);
    text_list_free(&options->suffixes);
    text_list_free(&options->types);
    text_list_free(&options->jvm_options);
    memset(options, 0, sizeof *options);
}

struct query_names options_names(const struct options *options)
{
    struct query_names names = {options->start_arg, options->end_arg, options->exact_arg};
    return names;
}

bool options_match_path(const struct options *options, const char *path, int64_t path_size)
{
    return options->suffixes.size == 0 || (path && suffixes_match(&options->suffixes, path, path_size));
}

bool options_match_type(const struct options *options, const char *type, int64_t size)
{
    return media_types_have(&options->types, type, size);
}
