package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;

/**
 * One edit of a cut track.
 *
 * @param start in the cut's own time
 * @param end in the cut's own time
 * @param mediaTime media ticks on the cut's composition axis; {@link Segment#EMPTY} = nothing is shown
 * @param rate 16.16
 */
public record CutEdit(Time start, Time end, long mediaTime, int rate) {
    CutEdit shifted(long ticks) {
        return mediaTime == Segment.EMPTY ? this : new CutEdit(start, end, mediaTime + ticks, rate);
    }

    @Override
    public String toString() {
        return "[" + start + ", " + end + ") " + (mediaTime == Segment.EMPTY ? "empty" : "from " + mediaTime)
                + (rate == 0x10000 ? "" : " at rate " + rate + "/65536");
    }
}
