/*
 * order.h - what to do with the file that comes, and what its header says can be done.
 */
#ifndef TSMP4_ANSWER_ORDER_H
#define TSMP4_ANSWER_ORDER_H

#include "ats/report.h"
#include "rule/options.h"
#include "source/read_range.h"

/* What is asked. */
enum order_task {
    ORDER_PASS, /* it goes on as it is */
    ORDER_CUT,  /* its cut is planned */
    ORDER_FIND  /* its cut is to be found: the engine may know its index, else its moov is collected */
};

struct order {
    enum order_task task;
    enum read_path path;           /* how its bytes come */
    const struct tsmp4_cut *cut;   /* ORDER_CUT: the plan; it is copied */
    int64_t file_size;             /* bytes of the whole file; -1 = not known */
    const struct options *options; /* of ORDER_CUT and ORDER_FIND: what is media */
};

/* What is done. */
enum order_outcome {
    OUTCOME_PASS, /* what came is not a file, or is passed on as it is */
    OUTCOME_FIND,
    OUTCOME_CUT,      /* position says where in the file its bytes begin */
    OUTCOME_DECLINED, /* the file is passed on as it is: reason says why, metric what it counts under */
    OUTCOME_BROKEN    /* reason says why no answer can be made of it */
};

struct order_result {
    enum order_outcome outcome;
    int64_t position;
    enum metric metric;
    const char *reason; /* lives for ever */
};

/* By the header of what came, and by how many bytes come; -1 = not known. */
struct order_result order_decide(const struct order *order, TSMBuffer buffer, TSMLoc header, int64_t size);

#endif
