package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import java.util.Arrays;

/** Big-endian fields, written one after the other; a value that does not fit its field is an error, never cut. */
final class Fields {
    private static final int FEW = 16;

    private byte[] bytes = new byte[FEW];
    private int size;

    Fields u8(int value) {
        requireFit(value, 8);
        int at = room(1);
        bytes[at] = (byte) value;
        return this;
    }

    Fields u32(long value) {
        requireFit(value, 32);
        int at = room(4);
        Bytes.put32(bytes, at, (int) value);
        return this;
    }

    /** A signed 32-bit field. */
    Fields i32(long value) {
        int at = room(4);
        Bytes.put32(bytes, at, Math.toIntExact(value));
        return this;
    }

    /** A 64-bit field, signed or up to 2^63. */
    Fields u64(long value) {
        int at = room(8);
        Bytes.put64(bytes, at, value);
        return this;
    }

    Fields copy(Bytes from) {
        int at = room(from.size());
        System.arraycopy(from.array(), from.start(), bytes, at, from.size());
        return this;
    }

    Fields zeros(int count) {
        room(count);
        return this;
    }

    /** What was written so far; nothing is to be written after. */
    Bytes written() {
        return new Bytes(bytes, 0, size);
    }

    /** Bytes written so far. */
    int size() {
        return size;
    }

    private static void requireFit(long value, int bits) {
        if (value < 0 || value >>> bits != 0) {
            throw new ArithmeticException(value + " does not fit " + bits + " bits");
        }
    }

    /** Where the next {@code width} bytes go; they are 0. */
    private int room(int width) {
        int at = size;
        size = Math.addExact(size, width);
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        return at;
    }
}
