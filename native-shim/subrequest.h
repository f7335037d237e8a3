/*
 * subrequest.h - a request of the plugin's own for the file of a transaction.
 */
#ifndef TSMP4_SUBREQUEST_H
#define TSMP4_SUBREQUEST_H

#include <stdbool.h>

#include "ats.h"
#include "options.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Writes a GET of the transaction's URL, with the client's own header, so that the rule and the plugins of the rule
 * decide as they did for it. The seek arguments are left out, so this plugin has no part in it.
 * Fields is added to the header, each line with its end. False = the request cannot be made.
 */
bool subrequest_write(TSIOBuffer request, TSHttpTxn txn, const struct options *options, const char *fields);

#ifdef __cplusplus
}
#endif
#endif
