package io.github.tsmp4java.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far a long cut is: a line on a terminal that is written anew, at most once a second, and is gone at the end. */
final class Progress {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final int MEBIBYTE = 1 << 20;

    private final PrintWriter terminal;
    private final LongSupplier clock;
    private final long total;
    private long moved;
    private long next;
    private boolean isShown;

    /**
     * @param terminal null = there is none
     * @param clock in nanoseconds
     * @param total how many bytes there will be
     */
    Progress(PrintWriter terminal, LongSupplier clock, long total) {
        this.terminal = terminal;
        this.clock = clock;
        this.total = total;
        next = clock.getAsLong() + EVERY;
    }

    /** Where standard error is a terminal, which the program that starts Java says. */
    static Progress on(PrintWriter err, long total) {
        return new Progress(Boolean.getBoolean("tsmp4java.terminal") ? err : null, System::nanoTime, total);
    }

    void add(long bytes) {
        moved += bytes;
        if (terminal == null || clock.getAsLong() - next < 0) {
            return;
        }
        next = clock.getAsLong() + EVERY;
        isShown = true;
        terminal.print("\r" + 100 * moved / Math.max(1, total) + " % of " + total / MEBIBYTE + " MiB");
        terminal.flush();
    }

    void end() {
        if (isShown) {
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }
}
