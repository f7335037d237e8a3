package io.github.tsmp4java.bridge;

import io.github.tsmp4java.box.DeclinedCut;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of moov that all seeks of the process may hold together, in Java and in the shim. */
final class Budget {
    private static final String PROPERTY = "io.github.tsmp4java.budget";

    private final AtomicLong used;
    private final long limit;

    Budget(AtomicLong used, long limit) {
        this.used = used;
        this.limit = limit;
    }

    /**
     * The one of this process. Every version of this jar that is loaded counts in it: system properties are what they
     * have in common.
     */
    static Budget ofProcess(long limit) {
        AtomicLong used = (AtomicLong) System.getProperties().computeIfAbsent(PROPERTY, name -> new AtomicLong());
        return new Budget(used, limit);
    }

    long used() {
        return used.get();
    }

    /** A part of the budget, nothing at first. */
    Share share() {
        return new Share();
    }

    /** What one seek holds. Not thread safe. */
    final class Share {
        private long held;

        /** Holds that many bytes from now on; when they are more than there are, the share stays as it was. */
        void hold(long bytes) throws DeclinedCut {
            long more = bytes - held;
            long now = used.addAndGet(more);
            if (more > 0 && now > limit) {
                used.addAndGet(-more);
                throw new DeclinedCut("memory for moovs is full: " + bytes + " bytes wanted, "
                        + Math.max(0, limit - (now - more) + held) + " of " + limit + " free");
            }
            held = bytes;
        }

        void release() {
            used.addAndGet(-held);
            held = 0;
        }
    }
}
