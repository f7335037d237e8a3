package io.github.tsmp4java.box;

import java.util.List;

/**
 * Decoding time to sample (ISO/IEC 14496-12, 8.6.1.2; in stbl, mandatory): runs of samples with one duration.
 *
 * @param rows {@code entry_count} rows of sample_count and sample_delta, 32 bits each
 * @param count number of rows
 */
public record Stts(Bytes rows, int count) {
    public static final int ROW = 8;

    /** Reads, and takes a duration with the top bit set for one tick, as players do. */
    public static Stts read(Box box, List<String> repairs) throws MalformedBox {
        box.version(0);
        Bytes rows = box.rows(8, box.body(8).u32(4), ROW, repairs);
        Stts stts = new Stts(rows, rows.size() / ROW);
        byte[] repaired = null;
        for (int row = 0; row < stts.count; row++) {
            if (stts.delta(row) > Integer.MAX_VALUE) {
                repaired = repaired == null ? rows.copy() : repaired;
                Bytes.put32(repaired, row * ROW + 4, 1);
            }
        }
        if (repaired == null) {
            return stts;
        }
        repairs.add("stts has a sample_delta of more than 2^31; it counts as 1");
        return new Stts(new Bytes(repaired), stts.count);
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
