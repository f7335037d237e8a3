package io.github.tsmp4java.box;

import java.util.List;

/**
 * Where each chunk starts in the file, stco or co64 (ISO/IEC 14496-12, 8.7.5; in stbl, one of them is mandatory).
 *
 * @param rows the offsets
 * @param count number of chunks
 * @param width bytes of an offset: 4 (stco) or 8 (co64)
 */
public record ChunkOffsets(Bytes rows, int count, int width) {

    public static ChunkOffsets read(Box box, List<String> repairs) throws MalformedBox {
        box.version(0);
        int width = box.is("co64") ? 8 : 4;
        Bytes rows = box.rows(8, box.body(8).u32(4), width, repairs);
        ChunkOffsets offsets = new ChunkOffsets(rows, rows.size() / width, width);
        boolean beyond = width == 8 && rows.or64(0, offsets.count) < 0;
        for (int chunk = 0; beyond && chunk < offsets.count; chunk++) {
            if (offsets.offset(chunk) < 0) {
                throw box.malformed("chunk_offset " + Long.toUnsignedString(offsets.offset(chunk)) + " of chunk "
                        + (chunk + 1) + " is beyond 2^63");
            }
        }
        return offsets;
    }

    /** Byte positions in the file of {@code run} chunks from {@code first} on. */
    public void read(int first, int run, long[] into) {
        if (width == 8) {
            rows.read64(first * 8, run, into);
        } else {
            rows.read32(first * 4, run, into);
        }
    }

    /** Byte position in the file of chunk {@code chunk}, counted from 0. */
    public long offset(int chunk) {
        return width == 8 ? rows.i64(chunk * 8) : rows.u32(chunk * 4);
    }
}
