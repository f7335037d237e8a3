package io.github.tsmp4java.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Big-endian fields and boxes, in the order they are written. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes u8(long value) {
        out.write((int) value);
        return this;
    }

    public Bytes u16(long value) {
        return u8(value >>> 8).u8(value);
    }

    public Bytes u24(long value) {
        return u8(value >>> 16).u16(value);
    }

    public Bytes u32(long value) {
        return u16(value >>> 16).u16(value);
    }

    public Bytes u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    /** A 32-bit field in version 0, a 64-bit one in version 1. */
    public Bytes sized(int version, long value) {
        return version == 1 ? u64(value) : u32(value);
    }

    public Bytes text(String latin) {
        return raw(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    public Bytes box(String type, Consumer<Bytes> body) {
        Bytes inner = new Bytes();
        body.accept(inner);
        return u32(8L + inner.size()).text(type).raw(inner.array());
    }

    /** A box with 64 bits of size. */
    public Bytes wideBox(String type, Consumer<Bytes> body) {
        Bytes inner = new Bytes();
        body.accept(inner);
        return u32(1).text(type).u64(16L + inner.size()).raw(inner.array());
    }

    public Bytes full(String type, int version, int flags, Consumer<Bytes> body) {
        return box(type, inner -> body.accept(inner.u8(version).u24(flags)));
    }

    public int size() {
        return out.size();
    }

    public byte[] array() {
        return out.toByteArray();
    }
}
