package io.github.tsmp4java.bridge;

import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A movie made in memory, of a moov in front and no more media than its tables need. Each frame is a chunk, so that two
 * thirds of the moov are places in the file.
 */
final class Moov {
    /** Of each frame: its size, its place, and each 25th time its number as a key frame. */
    private static final double FRAME_BYTES = 4 + 8 + 4 / 25.0;
    private static final int FRAMES_PER_SECOND = 25;
    private static final int TABLE_HEADER = 12;
    private static final int MDAT_HEADER = 16;

    private final int frames;
    private final Source file;
    /** The bytes of the file up to its media. */
    private final byte[] head;

    /** @param megabytes of moov, about */
    Moov(double megabytes) {
        frames = (int) (megabytes * 1e6 / FRAME_BYTES);
        file = new ManySamples(frames, 16, true).source();
        byte[] begin = file.read(0, 64);
        int ftyp = ByteBuffer.wrap(begin).getInt(0);
        head = file.read(0, ftyp + ByteBuffer.wrap(begin).getInt(ftyp) + MDAT_HEADER);
    }

    Source file() {
        return file;
    }

    byte[] head() {
        return head;
    }

    int frames() {
        return frames;
    }

    int seconds() {
        return frames / FRAMES_PER_SECOND;
    }

    /** Where the rows of a table begin in a head, of the file or of a cut. */
    static int rows(byte[] head, String type) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < head.length - TABLE_HEADER; at++) {
            if (head[at] == name[0] && head[at + 1] == name[1] && head[at + 2] == name[2] && head[at + 3] == name[3]) {
                return at + TABLE_HEADER;
            }
        }
        throw new IllegalArgumentException(type);
    }
}
