package io.github.tsmp4java.box;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Compact sample to group (ISO/IEC 14496-12, 8.9.5; in stbl, instead of an sbgp): patterns of group indices, repeated.
 *
 * <p>It is read as an sbgp that says the same, because rows of an sbgp can be cropped.
 */
public final class Csgp {
    private static final int[] BITS = {4, 8, 16, 32};
    /** Runs that a compact box may unfold to. */
    private static final int MAX_STEPS = 1 << 14;

    private final Box box;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private int runs;
    private int steps;
    private long samples;
    private long group = -1;

    private Csgp(Box box) {
        this.box = box;
    }

    /** The rows of an equal sbgp, and the body bytes before its entry_count. */
    public record Unfolded(Sbgp sbgp, byte[] prefix) {}

    public static Unfolded read(Box box) throws CutException {
        return new Csgp(box).unfold();
    }

    private Unfolded unfold() throws CutException {
        box.version(0);
        int flags = box.flags();
        boolean typed = (flags & 0x40) != 0;
        int at = 8 + (typed ? 4 : 0);
        Bytes body = box.body(at + 4);
        int lengthBits = BITS[flags >> 4 & 3];
        int countBits = BITS[flags >> 2 & 3];
        int indexBits = BITS[flags & 3];
        long patterns = body.u32(at);
        Bits bits = new Bits(body.from(at + 4));
        long[] length = new long[bits.count(patterns, lengthBits + countBits)];
        long[] repeats = new long[length.length];
        for (int i = 0; i < length.length; i++) {
            length[i] = bits.next(lengthBits);
            repeats[i] = bits.next(countBits);
        }
        for (int i = 0; i < length.length; i++) {
            long[] pattern = new long[bits.count(length[i], indexBits)];
            for (int j = 0; j < pattern.length; j++) {
                long value = bits.next(indexBits);
                // With flag 0x80 the top bit says that the description is in a fragment, of which a movie has none.
                pattern[j] = (flags & 0x80) != 0 ? value & (1L << indexBits - 1) - 1 : value;
            }
            for (long sample = 0; sample < repeats[i] && pattern.length > 0; ) {
                int of = Math.toIntExact(sample % pattern.length);
                long run = pattern.length == 1 ? repeats[i] : 1;
                add(pattern[of], run);
                sample += run;
            }
        }
        flush();
        byte[] out = rows.toByteArray();
        byte[] prefix = box.body().slice(0, at).copy();
        prefix[0] = (byte) (typed ? 1 : 0);
        prefix[3] = 0;
        return new Unfolded(new Sbgp(new Bytes(out), runs, at), prefix);
    }

    private void add(long index, long count) throws DeclinedCut {
        if (++steps > MAX_STEPS) {
            throw new DeclinedCut("compact sample groups unfold to more than " + MAX_STEPS + " runs (" + box.path() + ")");
        }
        if (index != group || samples + count > 0xffffffffL) {
            flush();
            group = index;
            samples = 0;
        }
        samples += count;
    }

    private void flush() {
        if (group >= 0 && samples > 0) {
            runs++;
            rows.writeBytes(ByteBuffer.allocate(Sbgp.ROW).putInt((int) samples).putInt((int) group).array());
        }
    }

    /** Fields of 4 to 32 bits, one after the other. */
    private final class Bits {
        private final Bytes bytes;
        private long at;

        Bits(Bytes bytes) {
            this.bytes = bytes;
        }

        int count(long claimed, int bitsEach) throws MalformedBox {
            if (claimed > (bytes.size() * 8L - at) / bitsEach) {
                throw box.malformed(claimed + " fields of " + bitsEach + " bits, " + (bytes.size() * 8L - at) + " bits remain");
            }
            return Math.toIntExact(claimed);
        }

        long next(int width) {
            long value = 0;
            for (int i = 0; i < width; i += 4, at += 4) {
                int octet = bytes.u8(Math.toIntExact(at / 8));
                value = value << 4 | (at % 8 == 0 ? octet >> 4 : octet & 15);
            }
            return value;
        }
    }
}
