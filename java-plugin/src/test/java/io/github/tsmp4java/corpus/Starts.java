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
        Segment edit = track.edits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        List<Sample> keys = track.samples().stream().filter(Sample::sync).toList();
        Sample key = keys.isEmpty() ? track.samples().get(0) : keys.get(keys.size() / 2);
        Ratio onKey = edit.shown(key.ct(), track.timescale());
        Ratio frame = Ratio.of(key.duration(), track.timescale());
        Ratio gop = keys.size() > 1 ? edit.shown(keys.get(1).ct(), track.timescale()) : track.shownEnd();
        Sample last = track.samples().get(track.samples().size() - 1);
        List<String> out = new ArrayList<>();
        out.add("0.001");
        add(out, onKey);
        add(out, onKey.plus(frame));
        add(out, onKey.minus(frame));
        add(out, new Ratio(gop.num(), gop.den().multiply(java.math.BigInteger.TWO)));
        add(out, edit.shown(last.ct(), track.timescale()));
        add(out, track.shownEnd().plus(Ratio.of(10, 1)));
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM; i++) {
            add(out, new Ratio(track.shownEnd().num().multiply(java.math.BigInteger.valueOf(random.nextInt(1, 1000))),
                    track.shownEnd().den().multiply(java.math.BigInteger.valueOf(1000))));
        }
        return out;
    }

    /** Rounded up where the decimal digits do not end: never before the moment that is meant. */
    private static void add(List<String> out, Ratio time) {
        BigDecimal value = new BigDecimal(time.num()).divide(new BigDecimal(time.den()), DIGITS, RoundingMode.CEILING);
        if (value.signum() > 0) {
            out.add(value.stripTrailingZeros().toPlainString());
        }
    }
}
