package io.github.tsmp4java.box;

import java.util.List;

/**
 * Sample sizes, stsz or stz2 (ISO/IEC 14496-12, 8.7.3; in stbl, one of them is mandatory).
 *
 * @param uniform the size of every sample, or 0 when they are listed
 * @param count number of samples
 * @param bits of one listed size: 32 (stsz), 16, 8 or 4 (stz2)
 * @param rows the listed sizes; empty when uniform
 */
public record Stsz(long uniform, long count, int bits, Bytes rows) {

    public static Stsz read(Box box, List<String> repairs) throws MalformedBox {
        box.version(0);
        if (box.is("stz2")) {
            int bits = box.body(12).u8(7);
            long count = box.body().u32(8);
            if (bits == 4) {
                return new Stsz(0, count, bits, box.table(12, (count + 1) / 2, 1));
            }
            if (bits != 8 && bits != 16) {
                throw box.malformed("field_size " + bits + " is none of 4, 8, 16");
            }
            return new Stsz(0, count, bits, box.table(12, count, bits / 8));
        }
        long uniform = box.body(12).u32(4);
        long count = box.body().u32(8);
        if (uniform != 0) {
            return new Stsz(uniform, count, 32, box.body().slice(12, 0));
        }
        Bytes rows = box.rows(12, count, 4, repairs);
        return new Stsz(0, rows.size() / 4, 32, rows);
    }

    /** Whether the sizes are listed, 32 bits each. */
    public boolean isPlain() {
        return uniform == 0 && bits == 32;
    }

    /** The listed sizes, 32 bits each, of {@code count} samples from {@code first} on. */
    public void read(long first, int count, long[] into) {
        rows.read32(Math.toIntExact(first * 4), count, into);
    }

    /** Size of sample {@code sample}, counted from 0, in bytes. */
    public long size(long sample) {
        if (uniform != 0) {
            return uniform;
        }
        int at = Math.toIntExact(sample);
        return switch (bits) {
            case 4 -> rows.u8(at / 2) >> (at % 2 == 0 ? 4 : 0) & 15;
            case 8 -> rows.u8(at);
            case 16 -> rows.u16(at * 2);
            default -> rows.u32(at * 4);
        };
    }

    /** Size of the samples from {@code first} up to, but not including, {@code end}, in bytes. */
    public long size(long first, long end) {
        if (uniform != 0) {
            return Math.multiplyExact(uniform, end - first);
        }
        if (bits == 32) {
            return rows.sum32(Math.toIntExact(first * 4), Math.toIntExact(end - first));
        }
        long sum = 0;
        for (long sample = first; sample < end; sample++) {
            sum += size(sample);
        }
        return sum;
    }
}
