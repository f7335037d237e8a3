package io.github.tsmp4java.head;

import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.util.List;
import java.util.Map;

/**
 * What the new head says of places in the cut file.
 *
 * @param media the ranges of the source that follow the head, ascending
 * @param widen whether offsets are written with 64 bits
 * @param auxiliary where in the head a track's auxiliary information is, of those that keep it in the moov
 * @param timecodes tracks whose sample is in the head
 */
record Layout(List<Extent> media, boolean widen, Map<TrackIndex, Long> auxiliary,
        List<TrackCut> timecodes) {
    /** Of the sample of a time code. */
    private static final int COUNTER = 4;

    static Layout of(CutPlan plan, boolean widen, Map<TrackIndex, Long> auxiliary) {
        return new Layout(plan.media(), widen, auxiliary, plan.timecodes());
    }

    /** What the mdat begins with, before the ranges of the source. */
    Fields counters() {
        Fields fields = new Fields();
        timecodes.forEach(cut -> fields.u32(cut.counter() & 0xffffffffL));
        return fields;
    }

    /** How far after the head the counter of a time code is: the counter is the end of the head. */
    long counter(TrackCut cut) {
        return (long) COUNTER * (timecodes.indexOf(cut) - timecodes.size());
    }

    /**
     * How far behind the head a byte of the source's media stands in the cut; what has no bytes may stand at the end of a
     * range.
     */
    long place(long source) {
        long at = 0;
        for (Extent extent : media) {
            if (source >= extent.begin() && source <= extent.end()) {
                return at + source - extent.begin();
            }
            at += extent.length();
        }
        throw new ArithmeticException("byte " + source + " of the source is not in the cut");
    }
}
