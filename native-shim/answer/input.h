/*
 * input.h - the file as it comes into the transform.
 */
#ifndef TSMP4_ANSWER_INPUT_H
#define TSMP4_ANSWER_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "ats/ats.h"

/*
 * All with the transform's mutex, in one of its events. Upstream may have shut the VIO already: it has no buffer then.
 */

/* Bytes that come in all; -1 = not known. */
int64_t input_size(TSVIO input);

/* Bytes of the file that are in the input. */
int64_t input_available(TSVIO input);

/* Whether no more is to come. There may still be bytes in the input. */
bool input_is_over(TSVIO input);

/* Whether everything that is to come is in the input. */
bool input_is_all_there(TSVIO input);

/* Takes bytes that are in the input. */
void input_consume(TSVIO input, int64_t size);

/* Tells upstream that more is wanted. */
void input_ask(TSVIO input);

/*
 * Tells upstream that no more is wanted. What is left of the file is for the cache alone, whose write goes on without
 * the transform; when nothing is being cached, Traffic Server does not even read it.
 */
void input_end(TSVIO input);

/* Tells upstream that the transform has failed, which ends the transaction. */
void input_fail(TSVIO input);

#endif
