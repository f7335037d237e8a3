package io.github.tsmp4java.index;

import java.util.Arrays;

/**
 * The bounds of numbered groups of byte ranges: blocks of chunks, or stretches of blocks. Each group has its lowest byte
 * and its highest, and whether its ranges lie apart: one of them begins before those added earlier, or so far behind them
 * that the bytes between are left out of a cut.
 */
final class Bounds {
    private final long[] lowest;
    private final long[] highest;
    private final boolean[] apart;

    Bounds(int size) {
        lowest = new long[size];
        highest = new long[size];
        apart = new boolean[size];
    }

    int size() {
        return lowest.length;
    }

    void clear() {
        Arrays.fill(lowest, Long.MAX_VALUE);
        Arrays.fill(highest, 0);
        Arrays.fill(apart, false);
    }

    /**
     * Adds {@code count} ranges to one of them.
     *
     * @param begun whether there are some in it already
     */
    void add(int number, boolean begun, int count, long[] begins, long[] bytes) {
        long low = lowest[number];
        long high = highest[number];
        boolean far = apart[number];
        for (int i = 0; i < count; i++) {
            long begin = begins[i];
            far |= (begun || i > 0) && (begin < low || begin - high >= Coverage.GAP);
            low = Math.min(low, begin);
            high = Math.max(high, begin + bytes[i]);
        }
        lowest[number] = low;
        highest[number] = high;
        apart[number] = far;
    }

    /** Adds all that is in the group {@code other} of {@code others}; an empty one counts as far from what is there already. */
    void add(int number, boolean begun, Bounds others, int other) {
        apart[number] |= others.apart[other]
                || begun && (others.lowest[other] < lowest[number] || others.lowest[other] - highest[number] >= Coverage.GAP);
        lowest[number] = Math.min(lowest[number], others.lowest[other]);
        highest[number] = Math.max(highest[number], others.highest[other]);
    }

    boolean isApart(int number) {
        return apart[number];
    }

    Extent of(int number) {
        return new Extent(lowest[number], highest[number]);
    }

    int byteSize() {
        return 17 * lowest.length;
    }
}
