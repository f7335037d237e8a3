package io.github.tsmp4java.judge;

/**
 * saiz with saio (8.7.8, 8.7.9): how much auxiliary information each sample has, and where; asked for in order.
 * The pieces of one chunk lie one behind the other; with a single offset those of all chunks do.
 */
final class AuxiliaryTable {
    private final RawBox saiz;
    private final RawBox saio;
    private final int sizesAt;
    private final int offsetsAt;
    private final long offsets;
    private long chunk = -1;
    private long at;

    private AuxiliaryTable(RawBox saiz, RawBox saio) {
        this.saiz = saiz;
        this.saio = saio;
        sizesAt = (saiz.u8(3) & 1) == 1 ? 12 : 4;
        offsetsAt = (saio.u8(3) & 1) == 1 ? 12 : 4;
        offsets = saio.u32(offsetsAt);
    }

    /** @return null when the samples have none */
    static AuxiliaryTable of(RawBox stbl, boolean strict, long samples, long chunks) {
        RawBox saiz = stbl.first("saiz").orElse(null);
        if (saiz == null) {
            return null;
        }
        AuxiliaryTable table = new AuxiliaryTable(saiz, stbl.need("saio"));
        if (strict && saiz.u32(table.sizesAt + 1) != samples) {
            throw new Broken(Kind.SAIZ, "saiz has " + saiz.u32(table.sizesAt + 1) + " of " + samples + " samples");
        }
        if (table.offsets != 1 && table.offsets != chunks) {
            throw new Broken(strict ? Kind.SAIO : Kind.UNJUDGED, "saio has " + table.offsets + " offsets, stco " + chunks);
        }
        return table;
    }

    Sample.Auxiliary next(int sample, long ofChunk) {
        if (chunk < 0 || offsets > 1 && chunk != ofChunk) {
            int row = offsets > 1 ? (int) ofChunk : 0;
            at = saio.version() == 1 ? saio.i64(offsetsAt + 4 + 8 * row) : saio.u32(offsetsAt + 4 + 4 * row);
        }
        chunk = ofChunk;
        int uniform = saiz.u8(sizesAt);
        int size = uniform != 0 ? uniform : saiz.u8(sizesAt + 5 + sample);
        Sample.Auxiliary piece = new Sample.Auxiliary(at, size);
        at += size;
        return piece;
    }
}
