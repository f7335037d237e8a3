package io.github.tsmp4java.bridge;

import static io.github.tsmp4java.bridge.WarmUpBox.box;
import static io.github.tsmp4java.bridge.WarmUpBox.ints;
import static io.github.tsmp4java.bridge.WarmUpBox.join;

import java.util.Arrays;

/**
 * A movie without media that has what most have: video with B-frames and key frames, and audio, in chunks of a second, each
 * of another length than the one before. Its tables are long enough for the loops over them to be compiled, and two copies of
 * them fit into the heap's survivor space: garbage in the old generation would stay in memory.
 */
final class WarmUpMovie {
    static final int SECONDS = 300;
    private static final int FRAMES = 25;
    private static final int AUDIO_FRAMES = 47;
    private static final int AUDIO_FRAME = 1024;
    private static final int AUDIO_RATE = AUDIO_FRAMES * AUDIO_FRAME;
    private static final int GOP = 50;
    private static final int BYTES = 100;
    private static final int SECOND = (FRAMES + AUDIO_FRAMES) * BYTES;
    private static final int MEDIA_AT = 200 << 10;
    static final long SIZE = MEDIA_AT + (long) SECONDS * SECOND;

    private WarmUpMovie() {}

    /** ftyp, moov and the header of an mdat. */
    static byte[] head() {
        byte[] moov = box("moov", WarmUpBox.mvhd(SECONDS * 1000), video(), audio());
        byte[] ftyp = WarmUpBox.ftyp();
        return join(ftyp, moov, box("free", new byte[MEDIA_AT - ftyp.length - moov.length - 16]), ints((int) (SIZE - MEDIA_AT + 8)),
                WarmUpBox.text("mdat"));
    }

    private static byte[] video() {
        int samples = SECONDS * FRAMES;
        int[] offsets = new int[2 + 2 * samples];
        int[] sync = new int[2 + samples / GOP];
        int[] durations = new int[2 + 2 * SECONDS];
        offsets[1] = samples;
        sync[1] = samples / GOP;
        durations[1] = SECONDS;
        for (int i = 0; i < samples; i++) {
            offsets[2 + 2 * i] = 1;
            offsets[3 + 2 * i] = i % 3 == 0 ? 2 : 1;
        }
        for (int i = 0; i < sync[1]; i++) {
            sync[2 + i] = i * GOP + 1;
        }
        for (int i = 0; i < SECONDS; i++) {
            durations[2 + 2 * i] = FRAMES;
            durations[3 + 2 * i] = 1;
        }
        byte[] tables = join(box("stts", ints(durations)), box("ctts", ints(offsets)), box("stss", ints(sync)), chunks(FRAMES, 0));
        return track(1, "vide", "avc1", box("vmhd", ints(1, 0, 0)), FRAMES, 1, samples, tables);
    }

    private static byte[] audio() {
        int samples = SECONDS * AUDIO_FRAMES;
        byte[] preRoll = join(box("sgpd", ints(1 << 24), WarmUpBox.text("roll"), ints(2, 1), new byte[] {-1, -1}),
                box("sbgp", ints(0), WarmUpBox.text("roll"), ints(1, samples, 1)));
        byte[] tables = join(box("stts", ints(0, 1, samples, AUDIO_FRAME)), chunks(AUDIO_FRAMES, FRAMES), preRoll);
        return track(2, "soun", "mp4a", box("smhd", ints(0, 0)), AUDIO_RATE, AUDIO_FRAME, samples, tables);
    }

    /**
     * Where the samples lie: a chunk for each second, that of video one frame longer and shorter by turns, that of audio
     * shorter and longer.
     *
     * @param before samples of video before those of this track
     */
    private static byte[] chunks(int perChunk, int before) {
        int more = before == 0 ? 1 : -1;
        int[] rows = new int[2 + 3 * SECONDS];
        int[] places = new int[2 + SECONDS];
        rows[1] = SECONDS;
        places[1] = SECONDS;
        for (int i = 0; i < SECONDS; i++) {
            int turn = i % 2 == 0 ? 1 : -1;
            rows[2 + 3 * i] = i + 1;
            rows[3 + 3 * i] = perChunk + turn * more;
            rows[4 + 3 * i] = 1;
            places[2 + i] = MEDIA_AT + i * SECOND + (before == 0 ? 0 : before + turn) * BYTES;
        }
        int[] sizes = new int[3 + SECONDS * perChunk];
        sizes[2] = SECONDS * perChunk;
        Arrays.fill(sizes, 3, sizes.length, BYTES);
        return join(box("stsc", ints(rows)), box("stsz", ints(sizes)), box("stco", ints(places)));
    }

    private static byte[] track(int id, String handler, String format, byte[] mediaHeader, int timescale, int delta, int samples,
            byte[] tables) {
        byte[] edts = box("edts", box("elst", ints(0, 1, SECONDS * 1000, delta, 0x10000)));
        byte[] stbl = box("stbl", WarmUpBox.stsd(format), tables);
        return box("trak", WarmUpBox.tkhd(id, SECONDS * 1000), edts,
                WarmUpBox.mdia(timescale, samples * delta, handler, mediaHeader, stbl));
    }
}
