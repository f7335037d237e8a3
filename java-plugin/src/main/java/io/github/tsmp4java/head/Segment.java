package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import java.nio.ByteBuffer;
import java.util.function.LongUnaryOperator;

/** A run of bytes of the new head, rendered on demand from the bytes of the old one. */
sealed interface Segment permits FragmentIndex, Segment.HalfShifted, Segment.Placed, Segment.Shifted, Segment.Verbatim {
    long length();

    /**
     * Writes the bytes [offset, offset + length) of this segment.
     *
     * @param into big-endian
     * @param at where in {@code into}
     */
    void render(long offset, ByteBuffer into, int at, int length);

    /** The segment in a head of {@code head} bytes: the places that it names count from the end of the head. */
    default Segment behind(long head) {
        return this;
    }

    /** Bytes as they stand. */
    record Verbatim(Bytes bytes) implements Segment {
        @Override
        public long length() {
            return bytes.size();
        }

        @Override
        public void render(long offset, ByteBuffer into, int at, int length) {
            into.put(at, bytes.array(), bytes.start() + Math.toIntExact(offset), length);
        }
    }

    /**
     * Rows with {@code delta} added to one field of each, of 32 bits.
     *
     * @param rowSize bytes of a row
     * @param fieldAt where the field is in a row
     */
    record Shifted(Bytes rows, int rowSize, int fieldAt, long delta) implements Segment {
        @Override
        public long length() {
            return rows.size();
        }

        @Override
        public void render(long offset, ByteBuffer into, int at, int length) {
            int from = Math.toIntExact(offset);
            into.put(at, rows.array(), rows.start() + from, length);
            int field = from / rowSize * rowSize + fieldAt;
            for (; field < from; field += rowSize) {
                put(rows.u32(field) + delta, 4, field - from, into, at, length);
            }
            for (; field <= from + length - 4; field += rowSize) {
                into.putInt(at + field - from, (int) (rows.i32(field) + delta));
            }
            if (field < from + length) {
                put(rows.u32(field) + delta, 4, field - from, into, at, length);
            }
        }
    }

    /**
     * Places in the source as places in the cut.
     *
     * @param from bytes of a place in {@code rows}, 4 or 8
     * @param to bytes of one in the cut, which are enough
     * @param place from the one to the other, counted from the end of the head
     * @param head bytes of the head
     */
    record Placed(Bytes rows, int from, int to, LongUnaryOperator place, long head) implements Segment {
        /** One place, {@code behind} the end of the head. */
        static Placed one(long behind, int to) {
            return new Placed(new Fields().u64(behind).written(), 8, to, LongUnaryOperator.identity(), 0);
        }

        @Override
        public Segment behind(long bytes) {
            return new Placed(rows, from, to, place, bytes);
        }

        @Override
        public long length() {
            return (long) rows.size() / from * to;
        }

        @Override
        public void render(long offset, ByteBuffer into, int at, int length) {
            for (long row = offset / to; row * to < offset + length; row++) {
                int source = Math.toIntExact(row * from);
                long value = head + place.applyAsLong(from == 8 ? rows.i64(source) : rows.u32(source));
                put(value, to, Math.toIntExact(row * to - offset), into, at, length);
            }
        }
    }

    /** Bytes moved left by half a byte: 4-bit sizes from an odd sample on. The last half byte may be of no sample. */
    record HalfShifted(Bytes bytes, long length) implements Segment {
        @Override
        public void render(long offset, ByteBuffer into, int at, int length) {
            int from = Math.toIntExact(offset);
            for (int i = 0; i < length; i++) {
                int next = from + i + 1 < bytes.size() ? bytes.u8(from + i + 1) >> 4 : 0;
                into.put(at + i, (byte) (bytes.u8(from + i) << 4 | next));
            }
        }
    }

    /** Writes a big-endian field that may begin before the window of {@code length} bytes, or end after it. */
    private static void put(long value, int width, int field, ByteBuffer into, int at, int length) {
        if (field >= 0 && field + width <= length) {
            if (width == 4) {
                into.putInt(at + field, (int) value);
            } else {
                into.putLong(at + field, value);
            }
            return;
        }
        for (int i = Math.max(0, -field); i < width && field + i < length; i++) {
            into.put(at + field + i, (byte) (value >>> 8 * (width - 1 - i)));
        }
    }
}
