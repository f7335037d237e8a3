package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import java.io.ByteArrayOutputStream;

/** Big-endian fields, written one after the other; a value that does not fit its field is an error, never cut. */
final class Fields {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Fields u8(int value) {
        return put(value, 1);
    }

    Fields u32(long value) {
        return put(value, 4);
    }

    /** A signed 32-bit field. */
    Fields i32(long value) {
        return put(Math.toIntExact(value) & 0xffffffffL, 4);
    }

    /** A 64-bit field, signed or up to 2^63. */
    Fields u64(long value) {
        return put(value, 8);
    }

    Fields copy(Bytes bytes) {
        out.write(bytes.array(), bytes.start(), bytes.size());
        return this;
    }

    Fields zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private Fields put(long value, int width) {
        if (width < 8 && (value < 0 || value >>> 8 * width != 0)) {
            throw new ArithmeticException(value + " does not fit " + 8 * width + " bits");
        }
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift & 0xff));
        }
        return this;
    }
}
