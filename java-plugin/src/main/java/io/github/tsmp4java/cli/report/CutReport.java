package io.github.tsmp4java.cli.report;

import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutEdit;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SampleCut;
import io.github.tsmp4java.plan.TrackCut;
import io.github.tsmp4java.text.PlanText;
import java.util.List;

/**
 * A cut, before it is made.
 *
 * @param begins where it begins in the movie
 * @param ends where it ends at the latest; absent where it ends with the movie
 * @param duration of the cut
 * @param reference the number of the track whose key frame it begins at
 * @param bytes of the cut
 * @param headBytes of them, before those of the source
 * @param sources the bytes of the source that it is made of, ascending
 * @param usefulBytes of them, that belong to samples of the cut
 * @param tracks that are kept
 * @param dropped tracks that are not
 * @param why each decision with its reason, for people: the lines of the text
 */
public record CutReport(Moment begins, Moment ends, Moment duration, int reference, long bytes, long headBytes,
        List<MovieReport.Span> sources, long usefulBytes, List<Kept> tracks, List<Dropped> dropped, List<String> why) {

    /**
     * What is kept of a track.
     *
     * @param samples those of the moov; absent where all media are in fragments
     * @param edits what the cut plays of it
     */
    public record Kept(int number, long id, String handler, List<String> formats, Samples samples, List<Edit> edits) {
        static Kept of(TrackCut cut) {
            return new Kept(cut.track().number(), cut.track().id(), cut.track().handler().toString(),
                    cut.track().formats().stream().map(FourCc::toString).toList(), Samples.of(cut.samples()),
                    cut.edits().stream().map(Edit::of).toList());
        }
    }

    /** Samples of a track, from 1. */
    public record Samples(long first, long last, long bytes) {
        static Samples of(SampleCut cut) {
            return cut == null ? null : new Samples(cut.first() + 1, cut.last() + 1, cut.bytes());
        }
    }

    /** As in a file, in the times of the cut. */
    public record Edit(Moment begins, Moment ends, Long mediaTime, int rate) {
        static Edit of(CutEdit edit) {
            return new Edit(Moment.of(edit.start()), Moment.of(edit.end()), edit.isEmpty() ? null : edit.mediaTime(), edit.rate());
        }
    }

    /** A track that the cut is without. */
    public record Dropped(int number, long id, String reason) {}

    public static CutReport of(MovieIndex index, CutPlan plan, CutFile cut) {
        return new CutReport(Moment.of(plan.snap().start()), plan.until().map(Moment::of).orElse(null),
                Moment.of(Time.of(plan.duration(), plan.movieTimescale())), index.reference().number(), cut.length(),
                cut.head().length(), plan.sources().stream().map(at -> new MovieReport.Span(at.begin(), at.length())).toList(),
                plan.usefulBytes(), plan.tracks().stream().map(Kept::of).toList(),
                plan.dropped().stream().map(drop -> new Dropped(drop.track().number(), drop.track().id(), drop.reason())).toList(),
                PlanText.of(index, plan));
    }
}
