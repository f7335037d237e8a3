package io.github.tsmp4java.cli.report;

import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.Fragment.Syncs;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutPlan;
import java.util.List;

/**
 * A track of a file.
 *
 * @param number of it in the file, from 1
 * @param id its track_ID
 * @param handler as {@code vide}
 * @param formats of its sample descriptions, as {@code avc1}
 * @param samples in the moov
 * @param syncSamples of them
 * @param fragments that have some of it
 * @param syncSamplesInFragments in these
 * @param edits what it plays, one after the other
 * @param whyNotReference why cuts do not begin by its key frames; absent where they do
 * @param inNoCut why no cut has it; absent where cuts have it
 * @param repairs what was repaired
 */
public record TrackReport(int number, long id, String handler, List<String> formats, boolean enabled, long timescale,
        long samples, long syncSamples, int fragments, long syncSamplesInFragments, List<Edit> edits, String whyNotReference,
        String inNoCut, List<String> repairs) {

    /**
     * A stretch of the movie.
     *
     * @param mediaTime of the track that is shown first, in its timescale; absent where nothing is shown
     * @param rate 65536 is the usual speed
     */
    public record Edit(Moment begins, Moment ends, Long mediaTime, int rate) {
        static Edit of(Segment segment) {
            return new Edit(Moment.of(segment.start()), Moment.of(segment.end()), segment.isEmpty() ? null : segment.mediaTime(),
                    segment.rate());
        }
    }

    static TrackReport of(MovieIndex index, TrackIndex track) {
        long syncs = track.allSync() ? track.samples()
                : track.samples() == 0 ? 0 : track.sync().rowAtOrBefore(track.samples() - 1) + 1L;
        return new TrackReport(track.number(), track.id(), track.handler().toString(),
                track.formats().stream().map(FourCc::toString).toList(), track.enabled(), track.timescale(), track.samples(), syncs,
                track.parts().size(),
                track.parts().stream().map(Part::syncs).flatMap(List::stream).mapToLong(Syncs::count).sum(),
                track.timeline().segments().stream().map(Edit::of).toList(),
                track == index.reference() ? null : index.chosen().against(track), CutPlan.whyNever(track).orElse(null),
                track.repairs());
    }
}
