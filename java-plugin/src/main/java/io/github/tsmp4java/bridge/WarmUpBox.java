package io.github.tsmp4java.bridge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The boxes that the movies of the warm-up are put together from. */
final class WarmUpBox {
    private static final byte[] MATRIX = ints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

    private WarmUpBox() {}

    static byte[] box(String type, byte[]... parts) {
        byte[] body = join(parts);
        return join(ints(body.length + 8), text(type), body);
    }

    static byte[] ftyp() {
        return box("ftyp", text("isom"), ints(512));
    }

    /** @param duration in milliseconds */
    static byte[] mvhd(int duration) {
        return box("mvhd", ints(0, 0, 0, 1000, duration, 0x10000, 0x1000000, 0, 0), MATRIX, ints(0, 0, 0, 0, 0, 0, 3));
    }

    /** @param duration in milliseconds */
    static byte[] tkhd(int id, int duration) {
        return box("tkhd", ints(3, 0, 0, id, 0, duration, 0, 0, 0, 0), MATRIX, ints(0, 0));
    }

    /** @param duration in ticks of {@code timescale} to the second */
    static byte[] mdia(int timescale, int duration, String handler, byte[] mediaHeader, byte[] stbl) {
        byte[] dinf = box("dinf", box("dref", ints(0, 1), box("url ", ints(1))));
        return box("mdia", box("mdhd", ints(0, 0, 0, timescale, duration, 0x55c40000)),
                box("hdlr", ints(0, 0), text(handler), ints(0, 0, 0), new byte[1]), box("minf", mediaHeader, dinf, stbl));
    }

    static byte[] stsd(String format) {
        return box("stsd", ints(0, 1), box(format, new byte[78]));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
