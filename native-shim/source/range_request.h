/*
 * range_request.h - asks the origin for the range of a cut, but only once, and does not wait as long for the answer as
 * for that of the whole file: an origin may not answer a Range at all, and yet answer every other request.
 */
#ifndef TSMP4_SOURCE_RANGE_REQUEST_H
#define TSMP4_SOURCE_RANGE_REQUEST_H

#include "source/deadline.h"

/* Fields are for reading; the functions below write them, with the transaction's mutex. */
struct range_request {
    TSHttpTxn txn;
    struct deadline deadline;
    bool is_sent; /* whether the origin was asked; it is asked only once for a file */
};

/* Sets all of it. For the transaction's next request to the origin. */
void range_request_open(struct range_request *request, TSHttpTxn txn);

/*
 * In TS_HTTP_SEND_REQUEST_HDR. False = the range was sent before, and Traffic Server tries again: ask for the whole
 * file.
 */
bool range_request_send(struct range_request *request);

/* The origin has answered, or nobody waits any more. May be called again. */
void range_request_end(struct range_request *request);

#endif
