package io.github.tsmp4java.box;

import java.util.List;

/**
 * Sample to group (ISO/IEC 14496-12, 8.9.2; in stbl, one per grouping type).
 *
 * @param rows runs of sample_count and group_description_index, 32 bits each; samples after the last are in no group
 * @param count number of runs
 * @param prefix body bytes before entry_count: version, flags, grouping_type and its parameter in version 1
 */
public record Sbgp(Bytes rows, int count, int prefix) {
    public static final int ROW = 8;

    /** Reads the runs. If the count goes beyond the box, those that are there count. */
    public static Sbgp read(Box box, List<String> repairs) throws MalformedBox {
        int prefix = box.version(1) == 1 ? 12 : 8;
        Bytes rows = box.rows(prefix + 4, box.body(prefix + 4).u32(prefix), ROW, repairs);
        return new Sbgp(rows, rows.size() / ROW, prefix);
    }

    public long samples(int row) {
        return rows.u32(row * ROW);
    }

    public long group(int row) {
        return rows.u32(row * ROW + 4);
    }
}
