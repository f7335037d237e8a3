package io.github.tsmp4java.box;

/**
 * Decoding time to sample (ISO/IEC 14496-12, 8.6.1.2; in stbl, mandatory): runs of samples with one duration.
 *
 * @param rows {@code entry_count} rows of sample_count and sample_delta, 32 bits each
 * @param count number of rows
 */
public record Stts(Bytes rows, int count) {
    public static final int ROW = 8;

    public static Stts read(Box box) throws MalformedBox {
        box.version(0);
        long count = box.body(8).u32(4);
        return new Stts(box.table(8, count, ROW), Math.toIntExact(count));
    }

    /** Samples in run {@code row}; zero occurs and holds nothing. */
    public long samples(int row) {
        return rows.u32(row * ROW);
    }

    /** Duration of each sample of run {@code row}, in media ticks. */
    public long delta(int row) {
        return rows.u32(row * ROW + 4);
    }
}
