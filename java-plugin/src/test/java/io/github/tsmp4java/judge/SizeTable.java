package io.github.tsmp4java.judge;

/** stsz or stz2. */
record SizeTable(RawBox box, long count, long uniform, int bits) {
    static SizeTable of(RawBox stbl) {
        RawBox stsz = stbl.first("stsz").orElse(null);
        if (stsz != null) {
            return new SizeTable(stsz, stsz.u32(8), stsz.u32(4), 32);
        }
        RawBox stz2 = stbl.need("stz2");
        int bits = stz2.u8(7);
        if (bits != 4 && bits != 8 && bits != 16) {
            throw new Broken(Kind.TABLES, "stz2 of " + bits + " bits");
        }
        return new SizeTable(stz2, stz2.u32(8), 0, bits);
    }

    long of(int sample) {
        if (uniform != 0) {
            return uniform;
        }
        return switch (bits) {
            case 32 -> box.u32(12 + 4 * sample);
            case 16 -> box.u16(12 + 2 * sample);
            case 8 -> box.u8(12 + sample);
            default -> sample % 2 == 0 ? box.u8(12 + sample / 2) >> 4 : box.u8(12 + sample / 2) & 15;
        };
    }
}
