package io.github.tsmp4java.bridge;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes of moov that the process may hold: being collected, in Java and in the shim, being built, and kept as indexes. */
final class Budget {
    private static final Logger LOG = LoggerFactory.getLogger(Budget.class);
    private static final String PROPERTY = "io.github.tsmp4java.budget";
    /** What is left of the heap is for garbage, and for the copy of a moov that grows while it is read. */
    private static final long HEAP_SHARE = Runtime.getRuntime().maxMemory() / 5 * 3;

    private final AtomicLong used;
    private volatile long limit;
    private volatile LongUnaryOperator reclaimer = bytes -> 0;

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

    /** The largest of the limits that rules ask for is the one, as far as the Java heap can hold it. */
    void allow(long bytes) {
        if (bytes > limit && limit < HEAP_SHARE) {
            raise(bytes);
        }
    }

    private synchronized void raise(long bytes) {
        if (bytes > HEAP_SHARE && limit < HEAP_SHARE) {
            LOG.warn("--index-budget of {} bytes is too much for the Java heap: {} of it are for moovs", bytes, HEAP_SHARE);
        }
        limit = Math.max(limit, Math.min(bytes, HEAP_SHARE));
    }

    long limit() {
        return limit;
    }

    /** @param reclaim is asked to let go of that many bytes when there are too few; it says how many it let go of */
    void reclaimFrom(LongUnaryOperator reclaim) {
        reclaimer = reclaim;
    }

    long used() {
        return used.get();
    }

    private boolean take(long more) {
        // It may be raised meanwhile.
        long most = limit;
        long now = used.get();
        while (now + more <= most && !used.compareAndSet(now, now + more)) {
            now = used.get();
        }
        return now + more <= most;
    }

    /** One at a time: no two make the same room. What is let go of meanwhile is room, too. */
    private boolean takeReclaimed(long more) {
        synchronized (used) {
            while (!take(more)) {
                long missing = used.get() + more - limit;
                if (missing > 0 && reclaimer.applyAsLong(missing) == 0) {
                    return take(more);
                }
            }
            return true;
        }
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
            if (more <= 0) {
                used.addAndGet(more);
            } else if (!take(more) && !takeReclaimed(more)) {
                throw new NoRoom("declined: memory for moovs is full: " + bytes + " bytes wanted, "
                        + Math.max(0, limit - used.get() + held) + " of " + limit + " free (--index-budget)");
            }
            held = bytes;
        }

        /** Holds so many bytes for {@code other}, too, which lets go of them: nobody has to make room for them again. */
        void takeOver(long bytes, Share other) {
            held += bytes;
            other.held -= bytes;
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
