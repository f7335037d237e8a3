package io.github.tsmp4java.bridge;

import static io.github.tsmp4java.bridge.WarmUpBox.box;
import static io.github.tsmp4java.bridge.WarmUpBox.ints;
import static io.github.tsmp4java.bridge.WarmUpBox.join;

import java.io.ByteArrayOutputStream;

/** A movie of fragments of a second, with video and audio, and hardly any bytes in a sample. */
final class WarmUpFragments {
    static final int SECONDS = 20;
    private static final int FRAMES = 25;
    private static final int BYTES = 4;
    /** What a trun says: all of each sample, and where the first one is. */
    private static final int OF_SAMPLES = 0x000f01;
    private static final int KEY = 0x2000000;
    private static final int NO_KEY = 0x1010000;
    private static final int SAMPLE_FIELDS = 4;

    private WarmUpFragments() {}

    /** @param sound its format: {@code mp4a} needs a frame of the fragment before; with sound that does not, a cut gets a sidx */
    static byte[] file(String sound) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WarmUpBox.ftyp());
        out.writeBytes(box("moov", WarmUpBox.mvhd(0), track(1, "vide", "avc1", box("vmhd", ints(1, 0, 0))),
                track(2, "soun", sound, box("smhd", ints(0, 0))), box("mvex", trex(1), trex(2))));
        for (int second = 0; second < SECONDS; second++) {
            int moofBytes = moof(second, 0).length;
            out.writeBytes(moof(second, moofBytes + 8));
            out.writeBytes(box("mdat", new byte[2 * FRAMES * BYTES]));
        }
        return out.toByteArray();
    }

    private static byte[] track(int id, String handler, String format, byte[] mediaHeader) {
        byte[] stbl = box("stbl", WarmUpBox.stsd(format), box("stts", ints(0, 0)), box("stsc", ints(0, 0)), box("stsz", ints(0, 0, 0)),
                box("stco", ints(0, 0)));
        return box("trak", WarmUpBox.tkhd(id, 0), WarmUpBox.mdia(FRAMES, 0, handler, mediaHeader, stbl));
    }

    private static byte[] trex(int track) {
        return box("trex", ints(0, track, 1, 1, BYTES, NO_KEY));
    }

    /** @param media where it lies, from the beginning of the moof */
    private static byte[] moof(int second, int media) {
        return box("moof", box("mfhd", ints(0, second + 1)), traf(1, second, media, NO_KEY),
                traf(2, second, media + FRAMES * BYTES, KEY));
    }

    /** @param others the flags of all samples but the first */
    private static byte[] traf(int track, int second, int media, int others) {
        int[] rows = new int[SAMPLE_FIELDS * FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            rows[SAMPLE_FIELDS * i] = 1;
            rows[SAMPLE_FIELDS * i + 1] = BYTES;
            rows[SAMPLE_FIELDS * i + 2] = i == 0 ? KEY : others;
        }
        byte[] head = ints(OF_SAMPLES, FRAMES, media);
        return box("traf", box("tfhd", ints(0x20000, track)), box("tfdt", ints(0, second * FRAMES)), box("trun", join(head, ints(rows))));
    }
}
