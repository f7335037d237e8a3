package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Timeline;
import io.github.tsmp4java.index.TrackIndex;

/**
 * Where a cut really begins: the last key frame of the reference track at or before the asked time.
 *
 * @param sample the key frame, of the reference track
 * @param media when the cut begins on the reference track's composition axis, media ticks
 * @param start the same instant in the movie; later than the key frame only where an edit hides its beginning
 */
public record Snap(long sample, long media, Time start) {

    static Snap of(MovieIndex index, Time asked) throws DeclinedCut {
        TrackIndex track = index.reference();
        Timeline timeline = track.timeline();
        Time shown = Time.of(timeline.delay(), index.mvhd().field());
        Time into = asked.minus(shown).min(Time.of(timeline.mediaEnd(), track.timescale()));
        long tick = timeline.mediaTime();
        if (into.isPositive()) {
            tick = Math.min(Math.addExact(tick, into.floor(track.timescale())), timeline.mediaEnd() - 1);
        }
        long sample = track.syncAtOrBefore(tick);
        if (sample < 0) {
            sample = track.firstSync();
        }
        long media = Math.max(track.times().ct(sample), timeline.mediaTime());
        if (media >= timeline.mediaEnd()) {
            throw new DeclinedCut("no key frame inside the edit of track " + track.id());
        }
        return new Snap(sample, media, shown.plus(Time.of(media - timeline.mediaTime(), track.timescale())));
    }
}
