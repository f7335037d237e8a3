package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;

/**
 * One edit of a cut track.
 *
 * @param start in the cut's own time
 * @param end in the cut's own time
 * @param mediaTime what is shown at the start, media ticks; {@link Segment#EMPTY} = nothing is shown
 * @param mediaEnd one past the last media tick shown
 * @param rate 16.16
 */
public record CutEdit(Time start, Time end, long mediaTime, long mediaEnd, int rate) {
    static final int RATE_1 = 0x10000;

    static CutEdit empty(Time start, Time end) {
        return new CutEdit(start, end, Segment.EMPTY, Segment.EMPTY, RATE_1);
    }

    public boolean isEmpty() {
        return mediaTime == Segment.EMPTY;
    }

    CutEdit shifted(long ticks) {
        if (!isEmpty() && mediaTime + ticks < 0) {
            throw new ArithmeticException("media_time " + (mediaTime + ticks));
        }
        return isEmpty() ? this : new CutEdit(start, end, mediaTime + ticks, mediaEnd + ticks, rate);
    }

    @Override
    public String toString() {
        return "[" + start + ", " + end + ") " + (isEmpty() ? "empty" : "from " + mediaTime)
                + (rate == RATE_1 ? "" : " at rate " + rate + "/65536");
    }
}
