/*
 * hook_times.c - a plugin for dev/bench: when each transaction came to its hooks.
 *
 * One line a transaction, in nanoseconds of the monotonic clock, goes to the file that plugin.config names: where it
 * began, behind the remap rules, where the cache had been looked up, and before the header of the answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <ts/ts.h>

enum hook_time { BEGUN, REMAPPED, LOOKED_UP, ANSWERED, HOOK_TIMES };

static FILE *out;
static int slot;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void end(long long *times)
{
    fprintf(out, "%lld %lld %lld %lld\n", times[BEGUN], times[REMAPPED], times[LOOKED_UP], times[ANSWERED]);
    fflush(out);
    free(times);
}

static int on_hook(TSCont self, TSEvent event, void *data)
{
    (void)self;
    TSHttpTxn txn = (TSHttpTxn)data;
    if (event == TS_EVENT_HTTP_TXN_START) {
        TSUserArgSet(txn, slot, calloc(HOOK_TIMES, sizeof(long long)));
    }
    long long *times = (long long *)TSUserArgGet(txn, slot);
    switch (event) {
    case TS_EVENT_HTTP_TXN_START:
        times[BEGUN] = now();
        break;
    case TS_EVENT_HTTP_POST_REMAP:
        times[REMAPPED] = now();
        break;
    case TS_EVENT_HTTP_CACHE_LOOKUP_COMPLETE:
        times[LOOKED_UP] = now();
        break;
    case TS_EVENT_HTTP_SEND_RESPONSE_HDR:
        times[ANSWERED] = now();
        break;
    case TS_EVENT_HTTP_TXN_CLOSE:
        end(times);
        break;
    default:
        break;
    }
    TSHttpTxnReenable(txn, TS_EVENT_HTTP_CONTINUE);
    return 0;
}

#ifdef __cplusplus
extern "C"
#endif
    void
    TSPluginInit(int argc, const char *argv[])
{
    static const TSHttpHookID hooks[] = {TS_HTTP_TXN_START_HOOK, TS_HTTP_POST_REMAP_HOOK,
                                         TS_HTTP_CACHE_LOOKUP_COMPLETE_HOOK, TS_HTTP_SEND_RESPONSE_HDR_HOOK,
                                         TS_HTTP_TXN_CLOSE_HOOK};
    TSPluginRegistrationInfo info = {"hook_times", "tsmp4java", "tsmp4java"};
    out = argc == 2 ? fopen(argv[1], "w") : NULL;
    if (!out || TSPluginRegister(&info) != TS_SUCCESS ||
        TSUserArgIndexReserve(TS_USER_ARGS_TXN, "hook_times", "times", &slot) != TS_SUCCESS) {
        TSError("hook_times: not started");
        return;
    }
    TSCont on = TSContCreate(on_hook, NULL);
    for (size_t i = 0; i < sizeof hooks / sizeof hooks[0]; i++) {
        TSHttpHookAdd(hooks[i], on);
    }
}
