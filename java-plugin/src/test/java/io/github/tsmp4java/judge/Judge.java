package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;

/** Says all that is wrong with a cut. */
public final class Judge {
    private final Source source;
    private final Movie movie;

    /** Reads the source once for many cuts. */
    public Judge(Source source) {
        this.source = source;
        this.movie = Movie.of(source, false);
    }

    public Movie movie() {
        return movie;
    }

    /** @param start as the client wrote it; empty when the cut is right */
    public List<Violation> judge(Source cut, String start) {
        return judge(cut, start, null, false);
    }

    /**
     * @param end   as the client wrote it, or null
     * @param exact whether the cut is to begin at the start itself
     */
    public List<Violation> judge(Source cut, String start, String end, boolean exact) {
        return judge(cut, expectation(start, end, exact));
    }

    /** What a cut that was asked for so has to show. */
    public Expectation expectation(String start, String end, boolean exact) {
        Ratio asked = Ratio.parse(start);
        Ratio until = end == null || Ratio.parse(end).compareTo(asked) <= 0 ? null : Ratio.parse(end);
        return Expectation.of(movie, asked, until, exact);
    }

    private List<Violation> judge(Source cut, Expectation expected) {
        List<Violation> out = new ArrayList<>();
        try {
            Movie made = Movie.of(cut, true);
            if (movie.fragmented()) {
                new FragmentJudge(expected, movie, made, source, cut, out).judge();
                missing(made, expected, out);
                return out;
            }
            LayoutJudge layout = new LayoutJudge(made, cut, out);
            layout.judge();
            SentJudge sent = new SentJudge();
            new HeaderJudge(movie, made, out).judge();
            new ChapterJudge(expected, movie, made, out).judge();
            for (Track track : made.tracks()) {
                Track from = movie.track(track.id()).orElse(null);
                if (from == null) {
                    out.add(new Violation(Kind.TRACKS, track.toString(), "the source has no such track"));
                } else if (from.timescale() == track.timescale()) {
                    int skipped = new TrackJudge(expected, from, track, movie, made, source, cut, out).judge();
                    if (skipped >= 0) {
                        sent.keep(from, skipped, track, layout.begin());
                    }
                }
            }
            missing(made, expected, out);
            if (out.isEmpty() && layout.payload() > sent.allowed()) {
                out.add(new Violation(Kind.MDAT_SLACK, "cut", "mdat has " + layout.payload() + " bytes, its samples need "
                        + sent.allowed() + " with what is short between them"));
            }
        } catch (Broken e) {
            out.add(new Violation(e.kind(), "cut", e.getMessage()));
        }
        return out;
    }

    /** Within a tick: the times of edits are rounded. */
    private static boolean over(Track track, Expectation expected) {
        return Span.of(track, expected.cutTime().plus(track.seconds(1)), expected.end()) == null;
    }

    /** Whether a track of a fragmented movie, whatever its edits say, has no sample until after the cut. */
    private boolean isLater(Track track, Expectation expected) {
        Span span = Span.of(track, expected.cutTime(), expected.end());
        return movie.fragmented() && expected.end() != null && span != null && span.last() == 0
                && track.samples().get(0).ct() > span.until().floor();
    }

    private void missing(Movie made, Expectation expected, List<Violation> out) {
        for (Track track : movie.tracks()) {
            boolean kept = made.track(track.id()).filter(same -> !same.samples().isEmpty()).isPresent();
            // What these tracks say is where the whole file has its time codes and packets.
            boolean ofTheFile = track.handler().equals("tmcd") || track.handler().equals("hint");
            if (!kept && !ofTheFile && !track.samples().isEmpty() && !over(track, expected) && !isLater(track, expected)) {
                out.add(new Violation(Kind.TRACKS, track.toString(), "dropped, but it shows something from "
                        + expected.cutTime() + " to " + (expected.end() == null ? track.shownEnd() : expected.end())));
            }
        }
        if (made.tracks().stream().allMatch(track -> track.samples().isEmpty())) {
            out.add(new Violation(Kind.TRACKS, "cut", "no track has a sample"));
        }
        for (Track track : made.tracks()) {
            boolean was = movie.track(track.id()).filter(same -> !same.samples().isEmpty()).isPresent();
            if (was && track.samples().isEmpty()) {
                out.add(new Violation(Kind.TRACKS, track.toString(), "kept without a sample"));
            }
        }
    }
}
