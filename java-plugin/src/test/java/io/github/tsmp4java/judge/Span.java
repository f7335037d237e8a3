package io.github.tsmp4java.judge;

import java.util.List;

/**
 * Which samples of a track a stretch of the movie needs, from 0.
 *
 * @param first  the sample that decoding has to begin at
 * @param late   the same or a later one, where it is another if the stretch began a media tick later: edits are rounded to ticks
 * @param last   the last, in decoding order, that is shown in the stretch
 * @param after  the same, if it ended a media tick later
 * @param media  the least media time that is shown, in ticks
 * @param until  the greatest
 */
record Span(int first, int late, int last, int after, Ratio media, Ratio until) {
    /** @return null when the track shows nothing from {@code begin} to {@code end}; null = to its end */
    static Span of(Track track, Ratio begin, Ratio end) {
        if (track.samples().isEmpty()) {
            return null;
        }
        int first = Integer.MAX_VALUE;
        int late = Integer.MAX_VALUE;
        int last = -1;
        int after = -1;
        Ratio earliest = null;
        Ratio latest = Ratio.ZERO;
        for (Segment edit : track.closedEdits()) {
            Ratio from = edit.start().max(begin);
            Ratio to = end == null ? edit.end() : edit.end().min(end);
            if (edit.empty() || from.compareTo(to) >= 0) {
                continue;
            }
            Ratio media = edit.media(from, track.timescale());
            Ratio until = edit.media(to, track.timescale());
            int now = track.decodedFrom(media.floor());
            int then = track.decodedFrom(media.floor() + 1);
            first = Math.min(first, Math.min(now, then));
            late = Math.min(late, Math.max(now, then));
            // A held picture is needed though its time does not pass.
            long beyond = edit.dwells() ? media.floor() : until.ceil() - 1;
            last = Math.max(last, track.lastShownBy(beyond));
            after = Math.max(after, track.lastShownBy(beyond + 1));
            latest = latest.max(until);
            earliest = earliest == null ? media : earliest.min(media);
        }
        if (earliest == null) {
            return null;
        }
        first = Math.max(0, first);
        late = Math.max(0, late);
        // Where nothing is composed so early, the sample that decoding begins at is kept all the same.
        last = end == null ? track.samples().size() - 1 : Math.max(first, last);
        after = end == null ? last : Math.max(late, after);
        return new Span(first, late, last, after, earliest, latest);
    }

    /** The same of media that are over at {@code end}. */
    Span within(long end) {
        return new Span(first, late, last, after, media, until.min(Ratio.of(end, 1)));
    }

    /** Every way to read "the last sample", likeliest first. */
    List<Integer> lasts() {
        return after > last ? List.of(last, after) : List.of(last);
    }
}
