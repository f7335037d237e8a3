package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import java.util.List;

/**
 * What a time code track counts (QuickTime File Format, Timecode Media): a sample holds the number of its first frame, and
 * the frames after it count on from there. Where clips were joined, each clip has a sample. Which numbers are left out (drop
 * frame) matters only where a number is written as a time.
 *
 * @param flags of its description
 * @param timescale units of {@code frame} in a second
 * @param frame how long a frame lasts
 * @param frames in a second, as they are counted
 * @param counters in the samples, signed; at most {@link #MOST}
 */
public record Timecode(long flags, long timescale, long frame, int frames, List<Integer> counters) {
    /** Bytes of a sample. */
    public static final int BYTES = 4;
    /** Samples of a track that are read, and of all such tracks together. */
    public static final int MOST = 64;
    private static final int DROP_FRAME = 1;
    private static final int ENDS_AFTER_24_HOURS = 2;
    private static final int IS_NO_TIME = 8;
    private static final int ENTRY = 25;

    /** Null where a sample was not read, or cannot be counted on from. */
    static Timecode of(List<Box> descriptions, List<Integer> counters) {
        if (counters.isEmpty() || descriptions.size() != 1 || !descriptions.get(0).is("tmcd")
                || descriptions.get(0).body().size() < ENTRY) {
            return null;
        }
        Bytes entry = descriptions.get(0).body();
        Timecode code = new Timecode(entry.u32(12), entry.u32(16), entry.u32(20), entry.u8(24), List.copyOf(counters));
        boolean counts = code.timescale > 0 && code.frame > 0 && code.frames > 0 && (code.flags & IS_NO_TIME) == 0;
        return counts ? code : null;
    }

    /**
     * The number of the frame that is shown so much later than the first of a sample: the nearest, as a cut begins with a
     * frame.
     */
    public int after(int sample, Time elapsed) {
        int counter = counters.get(sample);
        long number = Math.addExact(counter, elapsed.times(timescale).dividedBy(frame).round(1));
        return (int) ((flags & ENDS_AFTER_24_HOURS) != 0 && counter >= 0 ? number % day() : number);
    }

    /** Frames of 24 hours. In drop-frame counting, nine minutes of ten each skip two numbers for every 30 frames a second. */
    private long day() {
        long left = (flags & DROP_FRAME) == 0 ? 0 : 24 * 6 * 9 * 2L * (frames / 30);
        return 24 * 3600L * frames - left;
    }
}
