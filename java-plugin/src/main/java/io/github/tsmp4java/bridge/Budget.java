package io.github.tsmp4java.bridge;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Bytes of moov that the process may hold: being collected, in Java and in the shim, being built, and kept as indexes. */
final class Budget {
    private static final String PROPERTY = "io.github.tsmp4java.budget";

    private final AtomicLong used;
    private volatile long limit;
    private volatile LongConsumer reclaimer = bytes -> { };

    Budget(AtomicLong used, long limit) {
        this.used = used;
        this.limit = limit;
    }

    /**
     * The one of this process. Every version of this jar that is loaded counts in it: system properties are what they
     * have in common.
     */
    static Budget ofProcess() {
        AtomicLong used = (AtomicLong) System.getProperties().computeIfAbsent(PROPERTY, name -> new AtomicLong());
        return new Budget(used, 0);
    }

    /** The largest of the limits that rules ask for is the one. */
    synchronized void allow(long bytes) {
        limit = Math.max(limit, bytes);
    }

    /** @param reclaim is asked to let go of that many bytes, if it can, when there are too few */
    void reclaimFrom(LongConsumer reclaim) {
        reclaimer = reclaim;
    }

    long used() {
        return used.get();
    }

    /** A part of the budget, nothing at first. */
    Share share() {
        return new Share();
    }

    /** What one seek or one index holds. Not thread safe. */
    final class Share {
        private long held;

        /** Holds that many bytes from now on; when they are more than there are, the share stays as it was. */
        void hold(long bytes) throws NoRoom {
            long more = bytes - held;
            if (more > 0 && used.get() + more > limit) {
                reclaimer.accept(used.get() + more - limit);
            }
            long now = used.addAndGet(more);
            if (more > 0 && now > limit) {
                used.addAndGet(-more);
                throw new NoRoom("declined: memory for moovs is full: " + bytes + " bytes wanted, "
                        + Math.max(0, limit - (now - more) + held) + " of " + limit + " free (--index-budget)");
            }
            held = bytes;
        }

        long held() {
            return held;
        }

        void release() {
            used.addAndGet(-held);
            held = 0;
        }
    }
}
