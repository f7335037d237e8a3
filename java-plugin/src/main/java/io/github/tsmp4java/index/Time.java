package io.github.tsmp4java.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact time: a whole number of ticks of a timescale. Two times that are the same instant are equal.
 *
 * @param ticks any whole number
 * @param timescale ticks per second, above zero
 */
public record Time(BigInteger ticks, BigInteger timescale) implements Comparable<Time> {
    public static final Time ZERO = new Time(BigInteger.ZERO, BigInteger.ONE);

    public Time {
        if (timescale.signum() <= 0) {
            throw new ArithmeticException("timescale " + timescale);
        }
        BigInteger common = ticks.gcd(timescale);
        if (!common.equals(BigInteger.ONE)) {
            ticks = ticks.divide(common);
            timescale = timescale.divide(common);
        }
    }

    public static Time of(long ticks, long timescale) {
        return new Time(BigInteger.valueOf(ticks), BigInteger.valueOf(timescale));
    }

    /** A decimal number of seconds. */
    public static Time seconds(BigDecimal seconds) {
        return seconds.scale() <= 0 ? new Time(seconds.toBigIntegerExact(), BigInteger.ONE)
                : new Time(seconds.unscaledValue(), BigInteger.TEN.pow(seconds.scale()));
    }

    public Time plus(Time other) {
        return new Time(ticks.multiply(other.timescale).add(other.ticks.multiply(timescale)),
                timescale.multiply(other.timescale));
    }

    public Time minus(Time other) {
        return plus(new Time(other.ticks.negate(), other.timescale));
    }

    public Time times(long factor) {
        return new Time(ticks.multiply(BigInteger.valueOf(factor)), timescale);
    }

    public Time dividedBy(long divisor) {
        return new Time(ticks, timescale.multiply(BigInteger.valueOf(divisor)));
    }

    public Time max(Time other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Time min(Time other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isBefore(Time other) {
        return compareTo(other) < 0;
    }

    public boolean isPositive() {
        return ticks.signum() > 0;
    }

    /** Whether the time is a whole number of ticks of {@code scale}. */
    public boolean isWhole(long scale) {
        return BigInteger.valueOf(scale).mod(timescale).signum() == 0;
    }

    /** The ticks of {@code scale} that have begun by this time: rounded down. */
    public long floor(long scale) {
        return ticks(scale, RoundingMode.FLOOR);
    }

    /** Rounded up. */
    public long ceil(long scale) {
        return ticks(scale, RoundingMode.CEILING);
    }

    /** To the nearest tick, a half up. */
    public long round(long scale) {
        return plus(new Time(BigInteger.ONE, BigInteger.valueOf(scale).shiftLeft(1))).floor(scale);
    }

    /** @throws ArithmeticException when the result leaves 63 bits */
    private long ticks(long scale, RoundingMode mode) {
        BigDecimal scaled = new BigDecimal(ticks.multiply(BigInteger.valueOf(scale)));
        return scaled.divide(new BigDecimal(timescale), 0, mode).longValueExact();
    }

    @Override
    public int compareTo(Time other) {
        return ticks.multiply(other.timescale).compareTo(other.ticks.multiply(timescale));
    }

    /** Exact, as {@code 150/25}; a whole number alone. */
    public String fraction() {
        return timescale.equals(BigInteger.ONE) ? ticks.toString() : ticks + "/" + timescale;
    }

    /** Seconds, to the microsecond, for people to read. */
    @Override
    public String toString() {
        return new BigDecimal(ticks).divide(new BigDecimal(timescale), 6, RoundingMode.HALF_UP).stripTrailingZeros()
                .toPlainString();
    }
}
