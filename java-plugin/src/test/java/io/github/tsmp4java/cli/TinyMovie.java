package io.github.tsmp4java.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A movie of ten seconds in ten samples of 100 bytes, each filled with its number from 0; samples 0, 3, 6 and 9 are key
 * frames. Video only, one sample in each chunk.
 */
final class TinyMovie {
    static final int SAMPLES = 10;
    static final int SAMPLE_SIZE = 100;
    private static final int TIMESCALE = 1000;

    private TinyMovie() {}

    static byte[] moovFirst() {
        byte[] ftyp = box("ftyp", text("isom"), ints(0x200), text("isom"));
        int before = ftyp.length + moov(0).length + 8;
        return join(ftyp, moov(before), box("mdat", media()));
    }

    static byte[] moovLast() {
        byte[] ftyp = box("ftyp", text("isom"), ints(0x200), text("isom"));
        return join(ftyp, box("mdat", media()), moov(ftyp.length + 8));
    }

    /** The samples from {@code first} to the last. */
    static byte[] mediaFrom(int first) {
        byte[] all = media();
        return Arrays.copyOfRange(all, first * SAMPLE_SIZE, all.length);
    }

    private static byte[] media() {
        byte[] media = new byte[SAMPLES * SAMPLE_SIZE];
        for (int i = 0; i < media.length; i++) {
            media[i] = (byte) (i / SAMPLE_SIZE);
        }
        return media;
    }

    private static byte[] moov(int mediaAt) {
        int duration = SAMPLES * TIMESCALE;
        int[] offsets = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            offsets[i] = mediaAt + i * SAMPLE_SIZE;
        }
        byte[] stbl = box("stbl",
                box("stsd", ints(0, 1), box("avc1", new byte[78])),
                box("stts", ints(0, 1, SAMPLES, TIMESCALE)),
                box("stss", ints(0, 4, 1, 4, 7, 10)),
                box("stsc", ints(0, 1, 1, 1, 1)),
                box("stsz", ints(0, SAMPLE_SIZE, SAMPLES)),
                box("stco", ints(0, SAMPLES), ints(offsets)));
        byte[] minf = box("minf",
                box("vmhd", ints(1, 0, 0)),
                box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
                stbl);
        byte[] mdia = box("mdia",
                box("mdhd", ints(0, 0, 0, TIMESCALE, duration, 0)),
                box("hdlr", ints(0, 0), text("vide"), new byte[13]),
                minf);
        byte[] tkhd = box("tkhd", ints(3, 0, 0, 1, 0, duration), new byte[60]);
        return box("moov", box("mvhd", ints(0, 0, 0, TIMESCALE, duration), new byte[80]), box("trak", tkhd, mdia));
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] body = join(parts);
        return join(ints(8 + body.length), text(type), body);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
