#include "source/neighbours.h"

#include <string.h>

#include "ats/headers.h"
#include "source/after_remap.h"

const struct tsmp4_decline neighbours_part = {
    TSMP4_CAUSE_PARTS, 0,
    "a plugin before this one in the rule asks for a part of the file: put cache_range_requests after it"};

/*
 * The slot that marks a transaction as dealt with. All copies of the plugin share it by its name; -1 = there is none.
 */
static int claim = -1;

void neighbours_open(void)
{
    int slot = -1;
    if (TSUserArgIndexReserve(TS_USER_ARGS_TXN, TSMP4_TAG, "dealt with by " TSMP4_TAG, &slot) == TS_SUCCESS) {
        claim = slot;
    }
}

bool neighbours_claim(TSHttpTxn txn)
{
    static char claimed; /* only its address counts */
    if (claim < 0) {
        return true;
    }
    if (TSUserArgGet(txn, claim)) {
        return false;
    }
    TSUserArgSet(txn, claim, &claimed);
    return true;
}

bool neighbours_ask_by_parts(TSHttpTxn txn, const TSRemapRequestInfo *request)
{
    return TSHttpTxnIsInternal(txn) == 1 && header_has(request->requestBufp, request->requestHdrp, "Range") &&
           !header_has(request->requestBufp, request->requestHdrp, SLICE_FIELD);
}

/* No origin is to see the field. */
static void remove_field(TSMBuffer buffer, TSMLoc header)
{
    header_remove(buffer, header, SLICE_FIELD);
}

void neighbours_keep_off(TSHttpTxn txn, const TSRemapRequestInfo *request)
{
    header_set(request->requestBufp, request->requestHdrp, SLICE_FIELD, "-", 1);
    after_remap(txn, remove_field);
}

static bool is_same(struct tsmp4_text one, struct tsmp4_text other)
{
    return one.size == other.size && (one.size == 0 || memcmp(one.bytes, other.bytes, (size_t)one.size) == 0);
}

bool neighbours_ask_for_part(TSHttpTxn txn)
{
    TSMBuffer asked_buffer, sent_buffer;
    TSMLoc asked, sent;
    if (TSHttpTxnClientReqGet(txn, &asked_buffer, &asked) != TS_SUCCESS) {
        return false;
    }
    bool is_changed = false;
    if (TSHttpTxnServerReqGet(txn, &sent_buffer, &sent) == TS_SUCCESS) {
        is_changed = !is_same(header_text(asked_buffer, asked, "Range"), header_text(sent_buffer, sent, "Range"));
        if (is_changed) {
            header_remove(sent_buffer, sent, "If-Range");
        }
        TSHandleMLocRelease(sent_buffer, TS_NULL_MLOC, sent);
    }
    TSHandleMLocRelease(asked_buffer, TS_NULL_MLOC, asked);
    return is_changed;
}
