package io.github.tsmp4java.index;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.Elst;
import io.github.tsmp4java.box.Elst.Edit;
import java.util.List;

/**
 * How a track's media plays in the movie: {@code delay} movie ticks of nothing, then the media from {@code mediaTime}
 * up to {@code mediaEnd} (ISO/IEC 14496-12, 8.6.6).
 *
 * @param delay of the empty edit, movie ticks; 0 without one
 * @param mediaTime where the media start, media ticks on the composition axis
 * @param mediaEnd where they stop, media ticks; never beyond the last sample
 */
public record Timeline(long delay, long mediaTime, long mediaEnd) {
    private static final int RATE_1 = 0x10000;

    /**
     * @param elst the edit list, or null
     * @param where its path, for the reason of a decline
     * @param end of the last sample, media ticks
     */
    static Timeline of(Elst elst, String where, long end, long timescale, long movieTimescale) throws DeclinedCut {
        if (elst == null || elst.edits().isEmpty()) {
            return new Timeline(0, 0, end);
        }
        List<Edit> edits = elst.edits();
        long delay = 0;
        int at = 0;
        if (edits.get(0).empty()) {
            delay = edits.get(0).segmentDuration();
            at = 1;
        }
        if (at + 1 != edits.size() || edits.get(at).empty()) {
            throw new DeclinedCut("edit list of " + edits.size() + " edits that is not [empty] media (" + where + ")");
        }
        Edit media = edits.get(at);
        if (media.rate() != RATE_1) {
            throw new DeclinedCut("edit with media_rate " + (media.rate() >> 16) + "." + (media.rate() & 0xffff)
                    + " (" + where + ")");
        }
        // A segment_duration of 0 means to the end of the media; rounding in the movie timescale never ends it early.
        long mediaEnd = end;
        if (media.segmentDuration() != 0) {
            long length = Math.addExact(Math.multiplyExact(media.segmentDuration(), timescale), movieTimescale - 1)
                    / movieTimescale;
            mediaEnd = Math.min(end, Math.addExact(media.mediaTime(), length));
        }
        if (mediaEnd <= media.mediaTime()) {
            throw new DeclinedCut("edit that shows nothing: media_time " + media.mediaTime() + " of " + end + " (" + where
                    + ")");
        }
        return new Timeline(delay, media.mediaTime(), mediaEnd);
    }
}
