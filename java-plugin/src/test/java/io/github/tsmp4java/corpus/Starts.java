package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.Expectation;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Sample;
import io.github.tsmp4java.judge.Segment;
import io.github.tsmp4java.judge.Track;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The moments at which a file is cut. */
public final class Starts {
    private static final int DIGITS = 12;
    private static final int RANDOM = 4;

    private Starts() {
    }

    /** Eleven of them; fewer where a file is so short that one would be 0, which asks for the whole file. */
    public static List<String> of(Movie movie, long seed) {
        Track track = Expectation.of(movie, Ratio.ZERO).reference();
        Segment edit = track.closedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        List<Sample> keys = track.samples().stream().filter(Sample::sync).toList();
        Sample key = keys.isEmpty() ? track.samples().get(0) : keys.get(keys.size() / 2);
        Ratio onKey = edit.shown(key.ct(), track.timescale());
        Ratio frame = Ratio.of(key.duration(), track.timescale());
        Sample last = track.samples().get(track.samples().size() - 1);
        List<String> out = new ArrayList<>();
        out.add("0.001");
        add(out, onKey);
        add(out, onKey.plus(frame));
        add(out, onKey.minus(frame));
        add(out, half(firstGop(track, edit)));
        add(out, edit.shown(last.ct(), track.timescale()));
        add(out, track.shownEnd().plus(Ratio.of(10, 1)));
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM; i++) {
            add(out, track.shownEnd().times(random.nextInt(1, 1000)).over(Ratio.of(1000, 1)));
        }
        return out;
    }

    /** Only an end; both inside the first GOP; a piece of the middle; an end past the movie's; an end before the start. */
    public static List<Request> withEnds(Movie movie, long seed) {
        Track track = Expectation.of(movie, Ratio.ZERO).reference();
        Segment edit = track.closedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        Ratio end = track.shownEnd();
        Ratio inGop = half(firstGop(track, edit).min(end));
        Random random = new Random(seed);
        Ratio begin = end.times(random.nextInt(1, 700)).over(Ratio.of(1000, 1));
        List<Request> out = new ArrayList<>();
        add(out, Ratio.ZERO, end.times(random.nextInt(1, 1000)).over(Ratio.of(1000, 1)));
        add(out, half(inGop), inGop);
        add(out, begin, begin.plus(end.times(random.nextInt(1, 400)).over(Ratio.of(1000, 1))));
        add(out, half(end), end.plus(Ratio.of(3, 1)));
        add(out, half(end), half(half(end)));
        return out;
    }

    private static void add(List<Request> out, Ratio start, Ratio end) {
        String from = decimal(start);
        String to = decimal(end);
        if (!new BigDecimal(from).equals(BigDecimal.ZERO) || !new BigDecimal(to).equals(BigDecimal.ZERO)) {
            out.add(new Request(from, to, false));
        }
    }

    private static Ratio half(Ratio time) {
        return time.over(Ratio.of(2, 1));
    }

    /** When the second key frame is shown; where that is hidden, some moment early on. */
    private static Ratio firstGop(Track track, Segment edit) {
        List<Sample> keys = track.samples().stream().filter(Sample::sync).limit(2).toList();
        Ratio second = keys.size() > 1 ? edit.shown(keys.get(1).ct(), track.timescale()) : track.shownEnd();
        return second.compareTo(Ratio.ZERO) > 0 ? second : track.shownEnd().over(Ratio.of(10, 1));
    }

    /** Rounded up where the decimal digits do not end: never before the moment that is meant. */
    private static void add(List<String> out, Ratio time) {
        if (time.compareTo(Ratio.ZERO) > 0) {
            out.add(decimal(time));
        }
    }

    private static String decimal(Ratio time) {
        BigDecimal value = new BigDecimal(time.num()).divide(new BigDecimal(time.den()), DIGITS, RoundingMode.CEILING);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
