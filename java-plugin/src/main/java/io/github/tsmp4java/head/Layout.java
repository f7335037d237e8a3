package io.github.tsmp4java.head;

import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.TrackIndex;
import java.util.List;
import java.util.Map;

/**
 * What the new head says of places in the cut file.
 *
 * @param media the ranges of the source that follow the head, ascending
 * @param widen whether offsets are written with 64 bits
 * @param auxiliary where in the head a track's auxiliary information is, of those that keep it in the moov
 */
record Layout(List<Extent> media, boolean widen, Map<TrackIndex, Long> auxiliary) {

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
