/*
 * range_request.h - asks the origin for the range of a cut once, and does not wait for the answer as long as for the
 * whole file: an origin may stay silent to a Range and yet answer every other request.
 */
#ifndef TSMP4_SOURCE_RANGE_REQUEST_H
#define TSMP4_SOURCE_RANGE_REQUEST_H

#include "source/deadline.h"

/* Fields are for reading; the functions below write them, with the transaction's mutex. */
struct range_request {
    TSHttpTxn txn;
    struct deadline deadline;
    bool is_sent; /* once, on its way to the transaction's file */
};

/* Sets all of it. For the transaction's next request to the origin. */
void range_request_open(struct range_request *request, TSHttpTxn txn);

/* In TS_HTTP_SEND_REQUEST_HDR. False = it was sent before, and Traffic Server tries again: the file is to be asked for. */
bool range_request_send(struct range_request *request);

/* The origin has answered, or nobody waits any more. May be called again. */
void range_request_end(struct range_request *request);

#endif
