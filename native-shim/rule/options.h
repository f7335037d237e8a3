/*
 * options.h - the @pparam values of one map rule.
 */
#ifndef TSMP4_RULE_OPTIONS_H
#define TSMP4_RULE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rule/query.h"
#include "rule/text_list.h"

/* What a rule does when there is no engine (no JVM, no jar). */
enum when_unavailable {
    WHEN_UNAVAILABLE_DEFAULT, /* pass at start, where a refusal ends Traffic Server; refuse on a reload */
    WHEN_UNAVAILABLE_REFUSE,
    WHEN_UNAVAILABLE_PASS
};

/* What becomes of a seek into a file that is not in the cache. */
enum on_miss {
    ON_MISS_RANGE, /* its bytes are asked of the origin, and the file is brought into the cache beside it */
    ON_MISS_STREAM /* the file streams past, into the cache and to the client, from its first byte on */
};

struct options {
    char *start_arg;
    char *end_arg;
    char *exact_arg;           /* NULL = a request cannot say */
    struct text_list suffixes; /* each with its dot, in lower case; empty = every path, as types decides */
    struct text_list types;    /* of content; empty = every one */
    int64_t moov_max;          /* bytes; the engine takes at most half of index_budget */
    int64_t index_budget;      /* bytes, of the process: the largest of all rules counts */
    int64_t max_fills;         /* at a time; 0 = none */
    enum on_miss on_miss;
    bool exact;      /* where the request does not say: playback begins at the start, not at the key frame */
    bool loose_time; /* times are also 1:30 and the like */
    char *jvm_path;  /* NULL = search */
    struct text_list jvm_options;
    enum when_unavailable if_unavailable;
};

/*
 * Reads "--name=value" arguments into options. On failure error names the parameter and its value, and nothing is
 * left to free. On success the caller ends with options_free.
 */
bool options_read(struct options *options, int count, const char *const *arguments, char *error, size_t error_size);

void options_free(struct options *options);

/* Valid as long as the options. */
struct query_names options_names(const struct options *options);

/* Whether what is at a path may be media, by its suffix. path may be NULL: an empty one. */
bool options_match_path(const struct options *options, const char *path, int64_t path_size);

/* Whether content of this type is media, by the value of its Content-Type; NULL = it has none. */
bool options_match_type(const struct options *options, const char *type, int64_t size);

#endif
