package io.github.tsmp4java.head;

import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.Timecode;
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
 * @param timecodes tracks whose samples are in the head
 */
record Layout(List<Extent> media, boolean widen, Map<TrackIndex, Long> auxiliary,
        List<TrackCut> timecodes) {
    static Layout of(CutPlan plan, boolean widen, Map<TrackIndex, Long> auxiliary) {
        return new Layout(plan.media(), widen, auxiliary, plan.timecodes());
    }

    /** What the mdat begins with, before the ranges of the source: the samples of time codes. */
    static Fields counters(List<TrackCut> timecodes) {
        Fields fields = new Fields();
        timecodes.forEach(cut -> cut.counters().forEach(counter -> fields.u32(counter & 0xffffffffL)));
        return fields;
    }

    /** How far after the head the first counter of a time code is: the counters are the end of the head. */
    long counters(TrackCut cut) {
        return -Timecode.BYTES * timecodes.subList(timecodes.indexOf(cut), timecodes.size()).stream()
                .mapToLong(each -> each.samples().count()).sum();
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
