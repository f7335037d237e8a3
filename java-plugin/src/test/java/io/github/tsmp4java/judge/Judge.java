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
        List<Violation> out = new ArrayList<>();
        try {
            Expectation expected = Expectation.of(movie, Ratio.parse(start));
            Movie made = Movie.of(cut, true);
            new LayoutJudge(made, cut, out).judge();
            new HeaderJudge(movie, made, out).judge();
            for (Track track : made.tracks()) {
                Track from = movie.track(track.id()).orElse(null);
                if (from == null) {
                    out.add(new Violation(Kind.TRACKS, track.toString(), "the source has no such track"));
                } else if (from.timescale() == track.timescale()) {
                    new TrackJudge(expected, from, track, movie, made, out).judge();
                    new ByteJudge(source, cut, from, track, out).judge();
                }
            }
            missing(made, expected, out);
        } catch (Broken e) {
            out.add(new Violation(e.kind(), "cut", e.getMessage()));
        }
        return out;
    }

    private void missing(Movie made, Expectation expected, List<Violation> out) {
        for (Track track : movie.tracks()) {
            boolean over = track.shownEnd().compareTo(expected.cutTime().plus(track.seconds(1))) <= 0;
            boolean kept = made.track(track.id()).filter(same -> !same.samples().isEmpty()).isPresent();
            // What these tracks say is where the whole file has its time codes and packets.
            boolean ofTheFile = track.handler().equals("tmcd") || track.handler().equals("hint");
            if (!kept && !over && !ofTheFile && !track.samples().isEmpty()) {
                out.add(new Violation(Kind.TRACKS, track.toString(), "dropped, but it is shown until "
                        + track.shownEnd() + ", the cut is at " + expected.cutTime()));
            }
        }
        for (Track track : made.tracks()) {
            boolean was = movie.track(track.id()).filter(same -> !same.samples().isEmpty()).isPresent();
            if (was && track.samples().isEmpty()) {
                out.add(new Violation(Kind.TRACKS, track.toString(), "kept without a sample"));
            }
        }
    }
}
