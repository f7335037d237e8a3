package io.github.tsmp4java.box;

import java.util.List;

/**
 * Composition offsets (ISO/IEC 14496-12, 8.6.1.3; in stbl, absent = all zero): CT = DTS + offset.
 *
 * <p>Version 0 offsets are unsigned by the text, but many writers put negative ones there; no real offset reaches
 * 2^31, so both versions are read as signed.
 *
 * @param rows {@code entry_count} rows of sample_count and sample_offset, 32 bits each
 * @param count number of rows
 */
public record Ctts(Bytes rows, int count) {
    public static final int ROW = 8;

    public static Ctts read(Box box, List<String> repairs) throws MalformedBox {
        box.version(1);
        Bytes rows = box.rows(8, box.body(8).u32(4), ROW, repairs);
        return new Ctts(rows, rows.size() / ROW);
    }

    public long samples(int row) {
        return rows.u32(row * ROW);
    }

    /** Composition time less decoding time, in media ticks. */
    public long offset(int row) {
        return rows.i32(row * ROW + 4);
    }
}
