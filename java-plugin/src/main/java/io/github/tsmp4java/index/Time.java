package io.github.tsmp4java.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An exact time: a whole number of ticks of a timescale. Two times that are the same instant are equal. Immutable.
 *
 * <p>Nearly all times of a movie and their sums fit 63 bits: a {@link Fraction} is at hand for those that do not.
 */
public final class Time implements Comparable<Time> {
    public static final Time ZERO = of(0, 1);

    /** In lowest terms, {@code timescale} above zero. */
    private final long ticks;
    private final long timescale;
    /** The time itself where it does not fit the two; else null. */
    private final Fraction large;

    private Time(long ticks, long timescale, Fraction large) {
        this.ticks = ticks;
        this.timescale = timescale;
        this.large = large;
    }

    public static Time of(long ticks, long timescale) {
        if (timescale <= 0 || ticks == Long.MIN_VALUE) {
            return of(Fraction.of(ticks, timescale));
        }
        long common = gcd(Math.abs(ticks), timescale);
        return new Time(ticks / common, timescale / common, null);
    }

    private static Time of(Fraction exact) {
        return exact.fits63Bits() ? new Time(exact.numerator().longValue(), exact.denominator().longValue(), null)
                : new Time(0, 1, exact);
    }

    /** A decimal number of seconds. */
    public static Time seconds(BigDecimal seconds) {
        return of(seconds.scale() <= 0 ? new Fraction(seconds.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(seconds.unscaledValue(), BigInteger.TEN.pow(seconds.scale())));
    }

    public Time plus(Time other) {
        if (isSmall(other) && fits(ticks, other.timescale) && fits(other.ticks, timescale) && fits(timescale, other.timescale)) {
            long mine = ticks * other.timescale;
            long theirs = other.ticks * timescale;
            if (fitsSum(mine, theirs)) {
                return of(mine + theirs, timescale * other.timescale);
            }
        }
        return of(exact().plus(other.exact()));
    }

    public Time minus(Time other) {
        return plus(other.times(-1));
    }

    public Time times(long factor) {
        return large == null && fits(ticks, factor) ? of(ticks * factor, timescale) : of(exact().times(Fraction.of(factor, 1)));
    }

    public Time dividedBy(long divisor) {
        return large == null && fits(timescale, divisor) ? of(ticks, timescale * divisor)
                : of(exact().times(Fraction.of(1, divisor)));
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
        return large == null ? ticks > 0 : large.numerator().signum() > 0;
    }

    /** Whether the time is a whole number of ticks of {@code scale}. */
    public boolean isWhole(long scale) {
        return large == null ? scale % timescale == 0 : BigInteger.valueOf(scale).mod(large.denominator()).signum() == 0;
    }

    /**
     * The ticks of {@code scale} that have begun by this time: rounded down.
     *
     * @throws ArithmeticException when they leave 63 bits, here and in the others that round
     */
    public long floor(long scale) {
        return large == null && fits(ticks, scale) ? Math.floorDiv(ticks * scale, timescale)
                : exact().times(Fraction.of(scale, 1)).floor();
    }

    /** Rounded up. */
    public long ceil(long scale) {
        return Math.negateExact(times(-1).floor(scale));
    }

    /** To the nearest tick, a half up. */
    public long round(long scale) {
        return plus(of(1, scale).dividedBy(2)).floor(scale);
    }

    @Override
    public int compareTo(Time other) {
        return isSmall(other) && fits(ticks, other.timescale) && fits(other.ticks, timescale)
                ? Long.compare(ticks * other.timescale, other.ticks * timescale) : exact().compareTo(other.exact());
    }

    private boolean isSmall(Time other) {
        return large == null && other.large == null;
    }

    private static boolean fits(long a, long b) {
        return Math.multiplyHigh(a, b) == a * b >> Long.SIZE - 1;
    }

    private static boolean fitsSum(long a, long b) {
        return ((a ^ a + b) & (b ^ a + b)) >= 0;
    }

    /** The greatest common divisor of two numbers, {@code b} above zero. */
    private static long gcd(long a, long b) {
        long larger = a;
        long smaller = b;
        while (larger != 0) {
            long rest = smaller % larger;
            smaller = larger;
            larger = rest;
        }
        return smaller;
    }

    /** In lowest terms. */
    public Fraction exact() {
        return large == null ? Fraction.of(ticks, timescale) : large;
    }

    /** Exact, as {@code 150/25}; a whole number alone. */
    public String fraction() {
        Fraction exact = exact();
        return exact.denominator().equals(BigInteger.ONE) ? exact.numerator().toString()
                : exact.numerator() + "/" + exact.denominator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Time time && ticks == time.ticks && timescale == time.timescale && Objects.equals(large, time.large);
    }

    @Override
    public int hashCode() {
        return large == null ? Long.hashCode(31 * ticks + timescale) : large.hashCode();
    }

    /** Seconds, to the microsecond, for people to read. */
    @Override
    public String toString() {
        Fraction exact = exact();
        return new BigDecimal(exact.numerator()).divide(new BigDecimal(exact.denominator()), 6, RoundingMode.HALF_UP)
                .stripTrailingZeros().toPlainString();
    }
}
