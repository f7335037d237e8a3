package io.github.tsmp4java.bridge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A movie without media that has what most have: video with B-frames and key frames, and audio, in chunks of a second. */
final class WarmUpMovie {
    static final int SECONDS = 600;
    private static final int FRAMES = 25;
    private static final int AUDIO_FRAMES = 47;
    private static final int AUDIO_FRAME = 1024;
    private static final int AUDIO_RATE = AUDIO_FRAMES * AUDIO_FRAME;
    private static final int GOP = 50;
    private static final int BYTES = 100;
    private static final int MEDIA_AT = 1 << 20;
    static final long SIZE = MEDIA_AT + (long) SECONDS * (FRAMES + AUDIO_FRAMES) * BYTES;

    private WarmUpMovie() {}

    /** ftyp, moov and the header of an mdat. */
    static byte[] head() {
        byte[] matrix = ints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
        byte[] mvhd = box("mvhd", ints(0, 0, 0, 1000, SECONDS * 1000, 0x10000, 0x1000000, 0, 0), matrix, ints(0, 0, 0, 0, 0, 0, 3));
        byte[] moov = box("moov", mvhd, video(matrix), audio(matrix));
        byte[] ftyp = box("ftyp", "isom".getBytes(StandardCharsets.US_ASCII), ints(512));
        return join(ftyp, moov, box("free", new byte[MEDIA_AT - ftyp.length - moov.length - 16]), ints((int) (SIZE - MEDIA_AT + 8)),
                "mdat".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] video(byte[] matrix) {
        int samples = SECONDS * FRAMES;
        int[] offsets = new int[2 + 2 * samples];
        int[] sync = new int[2 + samples / GOP];
        offsets[1] = samples;
        sync[1] = samples / GOP;
        for (int i = 0; i < samples; i++) {
            offsets[2 + 2 * i] = 1;
            offsets[3 + 2 * i] = i % 3 == 0 ? 2 : 1;
        }
        for (int i = 0; i < sync[1]; i++) {
            sync[2 + i] = i * GOP + 1;
        }
        return track(1, "vide", "avc1", box("vmhd", ints(1, 0, 0)), FRAMES, SECONDS * FRAMES, matrix, FRAMES, 1, 0,
                box("ctts", ints(offsets)), box("stss", ints(sync)));
    }

    private static byte[] audio(byte[] matrix) {
        return track(2, "soun", "mp4a", box("smhd", ints(0, 0)), AUDIO_RATE, SECONDS * AUDIO_FRAMES, matrix, AUDIO_FRAMES,
                AUDIO_FRAME, FRAMES * BYTES);
    }

    private static byte[] track(int id, String handler, String format, byte[] mediaHeader, int timescale, int samples,
            byte[] matrix, int perChunk, int delta, int chunkAt, byte[]... more) {
        int[] sizes = new int[3 + samples];
        sizes[2] = samples;
        Arrays.fill(sizes, 3, sizes.length, BYTES);
        int[] chunks = new int[2 + SECONDS];
        chunks[1] = SECONDS;
        for (int i = 0; i < SECONDS; i++) {
            chunks[2 + i] = MEDIA_AT + i * (FRAMES + AUDIO_FRAMES) * BYTES + chunkAt;
        }
        byte[] stbl = box("stbl", box("stsd", ints(0, 1), box(format, new byte[78])), box("stts", ints(0, 1, samples, delta)),
                join(more), box("stsc", ints(0, 1, 1, perChunk, 1)), box("stsz", ints(sizes)), box("stco", ints(chunks)));
        byte[] mdhd = box("mdhd", ints(0, 0, 0, timescale, samples * delta, 0x55c40000));
        byte[] hdlr = box("hdlr", ints(0, 0), handler.getBytes(StandardCharsets.US_ASCII), ints(0, 0, 0), new byte[1]);
        byte[] tkhd = box("tkhd", ints(3, 0, 0, id, 0, SECONDS * 1000, 0, 0, 0, 0), matrix, ints(0, 0));
        byte[] edts = box("edts", box("elst", ints(0, 1, SECONDS * 1000, delta, 0x10000)));
        return box("trak", tkhd, edts, box("mdia", mdhd, hdlr, box("minf", mediaHeader, stbl)));
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] body = join(parts);
        return join(ints(body.length + 8), type.getBytes(StandardCharsets.US_ASCII), body);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
