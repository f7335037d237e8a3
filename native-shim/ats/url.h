/*
 * url.h - the URLs of a transaction.
 */
#ifndef TSMP4_ATS_URL_H
#define TSMP4_ATS_URL_H

#include <stdint.h>

#include "ats/ats.h"

/*
 * The URL by which the cache knows the file: rules and plugins may have changed it from the client's. NULL = there is
 * none yet, or the rule does not use the cache. The caller ends with TSfree.
 */
char *url_of_cache(TSHttpTxn txn, int *size);

/* A hash of that URL. By one URL the cache knows one object and its alternates. 0 = there is no URL; see above. */
uint64_t url_hash_of_cache(TSHttpTxn txn);

/*
 * What the rules have made of the client's URL: the origin is asked for it. NULL = it cannot be had. The caller ends
 * with TSfree.
 */
char *url_remapped(TSHttpTxn txn, int *size);

/* The URL as the client sent it, to the letter. NULL = it cannot be had. The caller ends with TSfree. */
char *url_pristine(TSHttpTxn txn, int *size);

#endif
