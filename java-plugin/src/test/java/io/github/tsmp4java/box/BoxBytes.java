package io.github.tsmp4java.box;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Boxes for tests, byte by byte. */
public final class BoxBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public BoxBytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    public BoxBytes u32(long... values) {
        for (long value : values) {
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
        }
        return this;
    }

    public BoxBytes u64(long... values) {
        for (long value : values) {
            out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        }
        return this;
    }

    public BoxBytes add(byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** These bytes as the body of a box. */
    public byte[] in(String type) {
        byte[] body = bytes();
        return new BoxBytes().u32(body.length + 8).u32(FourCc.of(type).code()).add(body).bytes();
    }

    /** The same, to be read. */
    public Box box(String type) {
        return Box.topLevel(FourCc.of(type), new Bytes(in(type)), 8, 0);
    }
}
