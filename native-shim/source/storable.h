/*
 * storable.h - whether Traffic Server's cache can take a file, as far as that is known before it has all of it.
 */
#ifndef TSMP4_SOURCE_STORABLE_H
#define TSMP4_SOURCE_STORABLE_H

#include <stdint.h>

#include "ats/ats.h"

#define STORABLE_WHY 320

enum storable {
    STORABLE,             /* nothing is known against it */
    STORABLE_NOT,         /* this file cannot be stored */
    STORABLE_BY_NO_HEADER /* this file cannot, nor can any other whose header says so little */
};

/*
 * In TS_HTTP_READ_RESPONSE_HDR, of an answer with the file or with a part of it. size: of the file, in bytes; -1 = not
 * known. why: the reason, terminated, where it is not storable.
 */
enum storable storable_is(TSHttpTxn txn, int64_t size, char why[STORABLE_WHY]);

/* The same by its size alone. */
enum storable storable_is_of_size(int64_t size, char why[STORABLE_WHY]);

#endif
