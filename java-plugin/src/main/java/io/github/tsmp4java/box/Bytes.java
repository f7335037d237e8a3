package io.github.tsmp4java.box;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A view of bytes read from a file, big endian as every box is. The array is never written.
 *
 * <p>Reads outside the view throw {@link IndexOutOfBoundsException}: whoever reads a box checks its size first, and
 * refuses one that is too short with {@link MalformedBox}.
 */
public record Bytes(byte[] array, int start, int size) {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    public Bytes {
        Objects.checkFromIndexSize(start, size, array.length);
    }

    public Bytes(byte[] array) {
        this(array, 0, array.length);
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    public int u8(int at) {
        return array[index(at, 1)] & 0xff;
    }

    public int i16(int at) {
        return (short) SHORT.get(array, index(at, 2));
    }

    public int u16(int at) {
        return i16(at) & 0xffff;
    }

    public int u24(int at) {
        return u8(at) << 16 | u16(at + 1);
    }

    public int i32(int at) {
        return (int) INT.get(array, index(at, 4));
    }

    public long u32(int at) {
        return i32(at) & 0xffffffffL;
    }

    /** The sum of {@code count} unsigned 32-bit fields, one after the other. */
    long sum32(int at, int count) {
        int from = index(at, Math.multiplyExact(count, 4));
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (int) INT.get(array, from + 4 * i) & 0xffffffffL;
        }
        return sum;
    }

    /** Puts {@code count} unsigned 32-bit fields, one after the other, into {@code into}. */
    void read32(int at, int count, long[] into) {
        int from = index(at, Math.multiplyExact(count, 4));
        for (int i = 0; i < count; i++) {
            into[i] = (int) INT.get(array, from + 4 * i) & 0xffffffffL;
        }
    }

    /** The same of 64 bits, as they stand. */
    void read64(int at, int count, long[] into) {
        int from = index(at, Math.multiplyExact(count, 8));
        for (int i = 0; i < count; i++) {
            into[i] = (long) LONG.get(array, from + 8 * i);
        }
    }

    /** All bits of {@code count} 64-bit fields, one after the other: negative where any of them is. */
    long or64(int at, int count) {
        int from = index(at, Math.multiplyExact(count, 8));
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (long) LONG.get(array, from + 8 * i);
        }
        return bits;
    }

    /** A 64-bit field as it stands; a value of 2^63 or more comes out negative and is for the caller to refuse. */
    public long i64(int at) {
        return (long) LONG.get(array, index(at, 8));
    }

    /** Writes a big-endian field of 32 bits. */
    public static void put32(byte[] into, int at, int value) {
        INT.set(into, at, value);
    }

    /** The same of 64 bits. */
    public static void put64(byte[] into, int at, long value) {
        LONG.set(into, at, value);
    }

    public Bytes slice(int at, int length) {
        Objects.checkFromIndexSize(at, length, size);
        return new Bytes(array, start + at, length);
    }

    public Bytes from(int at) {
        return slice(at, size - at);
    }

    public byte[] copy() {
        byte[] out = new byte[size];
        System.arraycopy(array, start, out, 0, size);
        return out;
    }

    private int index(int at, int width) {
        return start + Objects.checkFromIndexSize(at, width, size);
    }

    @Override
    public String toString() {
        return size + " bytes";
    }
}
