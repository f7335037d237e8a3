package io.github.tsmp4java.box;

/**
 * Sync samples (ISO/IEC 14496-12, 8.6.2; in stbl, absent = every sample is a sync sample).
 *
 * @param rows sample numbers, 32 bits each, ascending
 * @param count number of sync samples; 0 = none
 */
public record Stss(Bytes rows, int count) {
    public static final int ROW = 4;

    /** Reads and checks: numbers start at 1 and ascend. */
    public static Stss read(Box box) throws MalformedBox {
        box.version(0);
        long count = box.body(8).u32(4);
        Stss stss = new Stss(box.table(8, count, ROW), Math.toIntExact(count));
        long previous = -1;
        for (int row = 0; row < stss.count; row++) {
            if (stss.sample(row) <= previous) {
                throw box.malformed("sample_number " + (stss.sample(row) + 1) + " in row " + row + " follows "
                        + (previous + 1));
            }
            previous = stss.sample(row);
        }
        return stss;
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
