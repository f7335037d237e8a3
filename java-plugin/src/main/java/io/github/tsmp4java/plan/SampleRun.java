package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.SampleTimes;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.TrackIndex;
import java.util.List;

/**
 * Samples of a track, in decoding order from 0, that a cut keeps.
 *
 * @param first of them
 * @param last of them
 * @param ahead media ticks by which the first is shorter than in the source; it is longer where they are negative
 * @param behind the same of the last
 */
record SampleRun(long first, long last, long ahead, long behind) {

    /** All samples that the moov describes. */
    static SampleRun whole(TrackIndex track) {
        return new SampleRun(0, track.samples() - 1, 0, 0);
    }

    /** Those that a decoder needs for {@code edits}, each as long as it is. */
    static SampleRun of(TrackIndex track, List<CutEdit> edits, boolean ends) throws DeclinedCut {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (CutEdit edit : edits) {
            if (!edit.isEmpty()) {
                // Without a sync sample so early the track's own beginning is kept, as it is.
                first = Math.min(first, track.decodedFromAt(edit.mediaTime()));
                last = Math.max(last, ends ? track.lastComposedBefore(edit.mediaEnd()) : track.samples() - 1);
            }
        }
        return new SampleRun(first, Math.max(first, last), 0, 0);
    }

    /**
     * Those of a track of cues: texts, chapters, timed data. A player does not show a cue that an edit enters in its middle,
     * and shows each of the others for its whole duration. So the first becomes as long as what is left of it, and the last
     * ends with the cut.
     *
     * @param least a cue that would be shown for less than this is left out, and its neighbour takes its time
     */
    static SampleRun ofCues(TrackIndex track, List<CutEdit> edits, boolean ends, Time least) throws DeclinedCut {
        SampleRun run = of(track, edits, ends);
        SampleTimes times = track.times();
        List<CutEdit> shown = edits.stream().filter(edit -> !edit.isEmpty()).toList();
        long from = shown.get(0).mediaTime();
        // An edit that shows media again, or a single instant of them, needs the samples as long as they are.
        boolean again = shown.stream().anyMatch(edit -> edit.rate() == 0 || edit.mediaTime() < from);
        // Nothing is left of any sample by then.
        boolean over = from >= times.end();
        if (again || over || times.minOffset() != times.maxOffset()) {
            return run;
        }
        long offset = times.maxOffset();
        long shortest = least.ceil(track.timescale());
        long first = Math.min(run.last, Math.max(run.first, times.atDts(from + Math.max(0, shortest - 1) - offset)));
        if (track.decodedFrom(first) != first) {
            first = Math.min(run.last, Math.max(run.first, times.atDts(from - offset)));
        }
        boolean starts = track.decodedFrom(first) == first;
        first = starts ? first : run.first;
        long ahead = starts && (first > run.first || from > times.ct(first)) ? from - times.ct(first) : 0;
        // An edit may go on when its media are over.
        long to = Math.min(shown.get(shown.size() - 1).mediaEnd(), times.end());
        boolean closes = ends && shown.stream().allMatch(edit -> Math.min(edit.mediaEnd(), times.end()) <= to);
        long last = closes ? Math.max(first, Math.min(run.last, times.atDts(to - Math.max(1, shortest) - offset))) : run.last;
        boolean closed = closes && times.ct(last) < to;
        return new SampleRun(first, last, ahead, closed ? times.ct(last) + times.duration(last) - to : 0);
    }
}
