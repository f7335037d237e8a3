package io.github.tsmp4java.bridge;

import java.lang.management.ManagementFactory;

/** What of the Java heap is reachable. */
final class ReachableHeap {
    /** Two readings that differ by less are the same. */
    private static final long NOISE = 4096;

    private ReachableHeap() {
    }

    /** Bytes of it: JNA's cleaner lets go of some only after a collection, on a thread of its own. */
    static long bytes() throws InterruptedException {
        long used = Long.MAX_VALUE;
        long before;
        do {
            before = used;
            System.gc();
            Thread.sleep(100);
            System.gc();
            used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        } while (used < before - NOISE);
        return used;
    }
}
