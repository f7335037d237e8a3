package io.github.tsmp4java.cli.report;

import io.github.tsmp4java.index.Fraction;
import io.github.tsmp4java.index.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A time.
 *
 * @param seconds rounded up to the microsecond: a start that is asked for by it lands where the exact time does
 * @param ticks the exact time, with the timescale
 * @param timescale ticks of a second
 */
public record Moment(BigDecimal seconds, BigInteger ticks, BigInteger timescale) {
    private static final int MICROSECONDS = 6;

    /** In lowest terms. */
    public static Moment of(Time time) {
        Fraction exact = time.exact();
        return new Moment(seconds(exact), exact.numerator(), exact.denominator());
    }

    static BigDecimal seconds(Fraction exact) {
        BigDecimal seconds = new BigDecimal(exact.numerator())
                .divide(new BigDecimal(exact.denominator()), MICROSECONDS, RoundingMode.CEILING).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
