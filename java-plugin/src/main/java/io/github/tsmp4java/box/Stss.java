package io.github.tsmp4java.box;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Sync samples (ISO/IEC 14496-12, 8.6.2; in stbl, absent = every sample is a sync sample).
 *
 * @param rows sample numbers, 32 bits each, ascending
 * @param count number of sync samples; 0 = none
 */
public record Stss(Bytes rows, int count) {
    public static final int ROW = 4;

    /**
     * Reads and checks: numbers start at 1, ascend, and are of samples that there are. Others are put in order.
     *
     * @param samples of the track
     */
    public static Stss read(Box box, long samples, List<String> repairs) throws MalformedBox {
        box.version(0);
        Bytes rows = box.rows(8, box.body(8).u32(4), ROW, repairs);
        Stss stss = new Stss(rows, rows.size() / ROW);
        long previous = -1;
        for (int row = 0; row < stss.count; row++) {
            if (stss.sample(row) <= previous) {
                return stss.inOrder(samples, repairs);
            }
            previous = stss.sample(row);
        }
        return previous < samples ? stss : stss.inOrder(samples, repairs);
    }

    /** Each number once, in order. Where the first is 0, all count from 0, as players take them; 1 is added to each. */
    private Stss inOrder(long samples, List<String> repairs) {
        long base = sample(0) < 0 ? 1 : 0;
        long[] numbers = IntStream.range(0, count).mapToLong(row -> sample(row) + base)
                .filter(sample -> sample >= 0 && sample < samples).sorted().distinct().toArray();
        byte[] ordered = new byte[numbers.length * ROW];
        for (int row = 0; row < numbers.length; row++) {
            Bytes.put32(ordered, row * ROW, (int) (numbers[row] + 1));
        }
        repairs.add("stss " + (base > 0 ? "counts samples from 0" : "has numbers out of order, twice or past the last sample") + ": "
                + numbers.length + " of its " + count + " rows count");
        return new Stss(new Bytes(ordered), numbers.length);
    }

    /** The sync sample of row {@code row}, counted from 0 (in the box: from 1). */
    public long sample(int row) {
        return rows.u32(row * ROW) - 1;
    }

    /** The last row whose sample is at or before {@code sample}, or -1. */
    public int rowAtOrBefore(long sample) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sample(middle) <= sample) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
