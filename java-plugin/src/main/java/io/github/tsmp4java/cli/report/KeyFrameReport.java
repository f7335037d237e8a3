package io.github.tsmp4java.cli.report;

import io.github.tsmp4java.index.Fraction;
import io.github.tsmp4java.index.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The times that cuts begin at, ascending.
 *
 * @param track the number of the track that they are key frames of
 * @param timescale in which all of them are whole: that of the track, or a multiple of it
 * @param ticks each of them, exact
 * @param seconds each of them, as in a {@link Moment}
 */
public record KeyFrameReport(int track, BigInteger timescale, List<BigInteger> ticks, List<BigDecimal> seconds) {

    /** @param trackScale ticks of a second in the track */
    public static KeyFrameReport of(int track, long trackScale, List<Time> times) {
        List<Fraction> exact = times.stream().map(Time::exact).toList();
        BigInteger scale = BigInteger.valueOf(trackScale);
        for (Fraction time : exact) {
            scale = scale.divide(scale.gcd(time.denominator())).multiply(time.denominator());
        }
        BigInteger common = scale;
        return new KeyFrameReport(track, common,
                exact.stream().map(time -> time.numerator().multiply(common.divide(time.denominator()))).toList(),
                exact.stream().map(Moment::seconds).toList());
    }
}
