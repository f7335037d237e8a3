package io.github.tsmp4java.judge;

import java.util.List;

/** When a cut of a fragmented movie begins, and how long its headers say that it is. */
record FragmentTimeJudge(Movie movie, Movie made, Track from, Track track, boolean withMoov, List<Violation> out) {
    /** @param skipped samples of the source before the first kept one */
    void judge(int skipped) {
        long first = track.samples().stream().mapToLong(Sample::dts).min().orElseThrow();
        long shown = track.edits().stream().filter(edit -> !edit.empty()).mapToLong(Segment::mediaTime).min().orElse(first);
        if (withMoov && track.samples().get(0).dts() != from.samples().get(skipped).dts()) {
            report(Kind.DECODE_START, "its decode times moved, although the samples of the moov are kept");
        } else if (!withMoov && Math.min(first, shown) != 0) {
            report(Kind.DECODE_START, "the first sample is decoded at " + first + ", and " + shown + " is shown first");
        }
        if (differs(from.tkhdDuration(), made, track.tkhdDuration(), end(track), slack(made, track))) {
            report(Kind.TKHD_DURATION, track.tkhdDuration() + ", the edits make " + end(track));
        }
        long media = track.samples().stream().mapToLong(sample -> sample.dts() + sample.duration()).max().orElse(0);
        if (from.mdhdDuration() > 0 ? track.mdhdDuration() != media : track.mdhdDuration() != from.mdhdDuration()) {
            report(Kind.MDHD_DURATION, track.mdhdDuration() + ", its samples make " + media);
        }
    }

    static void movie(Movie movie, Movie made, List<Violation> out) {
        Ratio end = made.tracks().stream().map(FragmentTimeJudge::end).reduce(Ratio.ZERO, Ratio::max);
        Ratio slack = made.tracks().stream().map(track -> slack(made, track)).reduce(Ratio.ZERO, Ratio::max);
        if (differs(movie.duration(), made, made.duration(), end, slack)) {
            out.add(new Violation(Kind.MVHD_DURATION, "mvhd", made.duration() + ", the longest track has " + end));
        }
        long theirs = mehd(movie);
        if (theirs == -1 ? mehd(made) != -1 : differs(1, made, mehd(made), end, slack)) {
            out.add(new Violation(Kind.MEHD_DURATION, "mehd", mehd(made) + ", the longest track has " + end));
        }
    }

    private static long mehd(Movie movie) {
        return movie.moov().first("mvex", "mehd").map(box -> Movie.duration(box, box.version() == 1, 4)).orElse(-1L);
    }

    /** What was 0, since it counts the moov alone, stays 0; what was unknown stays unknown. */
    private static boolean differs(long theirs, Movie made, long mine, Ratio end, Ratio slack) {
        return theirs <= 0 ? mine != theirs : Ratio.of(mine, made.timescale()).minus(end).abs().compareTo(slack) > 0;
    }

    /** An edit is rounded to ticks of the movie, what it shows to ticks of the media. */
    private static Ratio slack(Movie made, Track track) {
        return Ratio.of(1, made.timescale()).plus(track.seconds(1));
    }

    private static Ratio end(Track track) {
        List<Segment> edits = track.statedEdits();
        return edits.get(edits.size() - 1).end();
    }

    private void report(Kind kind, String what) {
        out.add(new Violation(kind, track.toString(), what));
    }
}
