/*
 * query.h - the seek arguments of a query string. Pure: no allocation, any length, nothing is decoded.
 */
#ifndef TSMP4_RULE_QUERY_H
#define TSMP4_RULE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

struct query_value {
    const char *text; /* inside the query; NULL when the argument is not there */
    int64_t size;
};

/* What the arguments of a seek are called. */
struct query_names {
    const char *start;
    const char *end;
    const char *exact; /* NULL: there is no such argument */
};

struct query_seek {
    struct query_value start;
    struct query_value end;
    struct query_value exact;
};

/* Finds the seek arguments of a query (without its '?'); of a repeated one the first. False when there is none. */
bool query_find(const char *query, int64_t size, const struct query_names *names, struct query_seek *found);

/*
 * Writes the query without any seek argument; all others stay byte for byte, in order.
 * into holds size bytes at least; answers the bytes written.
 */
int64_t query_strip(const char *query, int64_t size, const struct query_names *names, char *into);

/*
 * Whether a value is beyond doubt a time after 0: up to nine digits, optionally with a point and up to nine more, not
 * all of them zeros. The engine judges any other value.
 */
bool query_is_time(const struct query_value *value);

/*
 * True for an argument that is 1, false for 0. If it has another value, or is not there, returns the value of
 * otherwise.
 */
bool query_flag(const struct query_value *value, bool otherwise);

#endif
