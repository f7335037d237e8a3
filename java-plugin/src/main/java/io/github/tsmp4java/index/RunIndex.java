package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Bytes;
import java.util.Arrays;

/**
 * Skip table over rows of (sample count, value), 32 bits each, as in stts, ctts and sbgp: every 64th row's prefix sums.
 *
 * <p>Finding a sample is a binary search and at most 63 steps; the table is 1/32 of the rows.
 */
public final class RunIndex {
    private static final int ROW = 8;
    private static final int STEP = 64;

    private final Bytes rows;
    private final int count;
    private final long total;
    private final long[] samples;
    private final long[] ticks;

    /**
     * A place among the runs.
     *
     * @param row the run
     * @param first the run's first sample
     * @param base sum of count times value over the runs before, where they are durations
     */
    public record Place(int row, long first, long base) {}

    /**
     * @param durations whether the values are durations to be summed (stts)
     * @throws ArithmeticException when the sums leave 63 bits
     */
    RunIndex(Bytes rows, int count, boolean durations) {
        this.rows = rows;
        this.count = count;
        int marks = (count + STEP - 1) / STEP;
        samples = new long[marks];
        ticks = new long[durations ? marks : 0];
        long sample = 0;
        long tick = 0;
        for (int row = 0; row < count; row++) {
            if (row % STEP == 0) {
                samples[row / STEP] = sample;
                if (durations) {
                    ticks[row / STEP] = tick;
                }
            }
            sample = Math.addExact(sample, samples(row));
            if (durations) {
                tick = Math.addExact(tick, Math.multiplyExact(samples(row), value(row)));
            }
        }
        total = sample;
    }

    /** Samples in all runs. */
    public long total() {
        return total;
    }

    /** The run that holds {@code sample}, which must be below {@link #total()}. */
    public Place find(long sample) {
        int mark = lastAtMost(samples, sample);
        int row = mark * STEP;
        long first = samples[mark];
        long base = ticks.length == 0 ? 0 : ticks[mark];
        while (first + samples(row) <= sample) {
            base += ticks.length == 0 ? 0 : samples(row) * value(row);
            first += samples(row++);
        }
        return new Place(row, first, base);
    }

    /** The last run that starts at or before {@code tick}, which is 0 or more; there is at least one run. */
    Place findTick(long tick) {
        int mark = lastAtMost(ticks, tick);
        int row = mark * STEP;
        long first = samples[mark];
        long base = ticks[mark];
        while (row + 1 < count && base + samples(row) * value(row) <= tick) {
            base += samples(row) * value(row);
            first += samples(row++);
        }
        return new Place(row, first, base);
    }

    long samples(int row) {
        return rows.u32(row * ROW);
    }

    private long value(int row) {
        return rows.u32(row * ROW + 4);
    }

    int byteSize() {
        return 8 * (samples.length + ticks.length);
    }

    /** The last place in ascending {@code marks} that is not above {@code wanted}; the first is never above. */
    private static int lastAtMost(long[] marks, long wanted) {
        int found = Arrays.binarySearch(marks, wanted);
        if (found < 0) {
            return -found - 2;
        }
        while (found + 1 < marks.length && marks[found + 1] == wanted) {
            found++;
        }
        return found;
    }
}
