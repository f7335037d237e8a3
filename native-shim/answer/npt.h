/*
 * npt.h - times as "normal play time": seconds, with a point where they are no whole number (RFC 2326, 3.6).
 */
#ifndef TSMP4_ANSWER_NPT_H
#define TSMP4_ANSWER_NPT_H

#include <stdint.h>

/* Room for the longest, with the terminating zero. */
#define NPT_SIZE 24

/* The time exactly, and without needless zeros: 9.6, 0.033366667. nanoseconds: 0 or more. */
void npt_write(char text[NPT_SIZE], int64_t nanoseconds);

#endif
