package io.github.tsmp4java.box;

/**
 * Where auxiliary information lies in the file (ISO/IEC 14496-12, 8.7.9; in stbl, with saiz): in one piece, or in one for
 * each chunk.
 *
 * @param rows the offsets
 * @param count number of pieces
 * @param width bytes of an offset: 4 (version 0) or 8 (version 1)
 * @param prefix body bytes before entry_count: version, flags and, by flag 1, the type
 */
public record Saio(Bytes rows, int count, int width, int prefix) {

    public static Saio read(Box box) throws MalformedBox {
        int width = box.version(1) == 1 ? 8 : 4;
        int prefix = (box.flags() & Saiz.HAS_TYPE) != 0 ? 12 : 4;
        long count = box.body(prefix + 4).u32(prefix);
        Saio saio = new Saio(box.table(prefix + 4, count, width), Math.toIntExact(count), width, prefix);
        for (int row = 0; row < saio.count; row++) {
            if (saio.offset(row) < 0) {
                throw box.malformed("offset " + Long.toUnsignedString(saio.offset(row)) + " is beyond 2^63");
            }
        }
        return saio;
    }

    public long offset(int row) {
        return width == 8 ? rows.i64(row * 8) : rows.u32(row * 4);
    }
}
