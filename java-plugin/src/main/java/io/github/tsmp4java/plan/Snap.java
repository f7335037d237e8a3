package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import java.util.List;

/**
 * Where a cut really begins.
 *
 * @param start in movie time: when the last key frame at or before the asked time begins, or later where an edit hides its
 *     beginning. In exact mode, when the picture begins that is shown at the asked time; where there is none, the asked
 *     time itself, since sound can be entered anywhere
 * @param keyTime when that key frame is composed, media ticks of the reference track
 * @param segment of the reference track's timeline that the asked time is in; where nothing is shown then, the one before,
 *     or the first
 * @param tick what the segment shows at the asked time, media ticks; its last where it is over by then
 * @param exact whether the start was asked for and found in exact mode, so that it need not be at a key frame
 */
public record Snap(Time start, long keyTime, Segment segment, long tick, boolean exact) {

    static Snap of(MovieIndex index, SeekRequest.Seek seek) throws CutException {
        TrackIndex reference = index.reference();
        Time asked = seek.start();
        List<Segment> shown = reference.timeline().segments().stream().filter(s -> !s.isEmpty()).toList();
        Segment segment = shown.get(0);
        for (Segment later : shown) {
            if (!asked.isBefore(later.start())) {
                segment = later;
            }
        }
        long end = segment.mediaUntil(segment.end());
        boolean beyond = !asked.isBefore(segment.end());
        long tick = beyond ? end - 1 : segment.mediaBegun(asked.max(segment.start()));
        long key = reference.syncTimeAtOrBefore(tick);
        if (key < 0) {
            key = reference.firstSyncTime();
        }
        if (!asked.isPositive()) {
            return new Snap(asked, key, segment, tick, seek.exact());
        }
        if (seek.exact() && asked.isBefore(reference.timeline().end())) {
            boolean moves = !beyond && !asked.isBefore(segment.start()) && segment.rate() != 0;
            boolean pictures = reference.handler().is("vide");
            return new Snap(moves && pictures ? pictureBegin(index, segment, asked, tick) : asked, key, segment, tick, true);
        }
        long media = Math.max(key, segment.mediaTime());
        if (media >= end) {
            throw new DeclinedCut("no key frame inside the edit of track " + reference.id());
        }
        return new Snap(segment.at(media), key, segment, tick, false);
    }

    /** A player shows no picture that an edit enters after its beginning, only the next one. */
    private static Time pictureBegin(MovieIndex index, Segment segment, Time asked, long tick) throws CutException {
        long picture = ShownPicture.composedAt(index, tick);
        return picture == Long.MIN_VALUE ? asked : segment.at(picture);
    }
}
