package io.github.tsmp4java.judge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact time in seconds. */
public record Ratio(BigInteger num, BigInteger den) implements Comparable<Ratio> {
    public static final Ratio ZERO = of(0, 1);

    public Ratio {
        if (den.signum() <= 0) {
            throw new ArithmeticException("denominator " + den);
        }
        BigInteger gcd = num.gcd(den);
        if (gcd.signum() > 0 && !gcd.equals(BigInteger.ONE)) {
            num = num.divide(gcd);
            den = den.divide(gcd);
        }
    }

    public static Ratio of(long num, long den) {
        return new Ratio(BigInteger.valueOf(num), BigInteger.valueOf(den));
    }

    public static Ratio parse(String decimal) {
        BigDecimal value = new BigDecimal(decimal);
        return value.scale() <= 0
                ? new Ratio(value.toBigIntegerExact(), BigInteger.ONE)
                : new Ratio(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    public Ratio plus(Ratio other) {
        return new Ratio(num.multiply(other.den).add(other.num.multiply(den)), den.multiply(other.den));
    }

    public Ratio minus(Ratio other) {
        return plus(new Ratio(other.num.negate(), other.den));
    }

    public Ratio times(long factor) {
        return new Ratio(num.multiply(BigInteger.valueOf(factor)), den);
    }

    public Ratio times(Ratio other) {
        return new Ratio(num.multiply(other.num), den.multiply(other.den));
    }

    public Ratio over(Ratio other) {
        return new Ratio(num.multiply(other.den), den.multiply(other.num));
    }

    /** The last whole number at or before. */
    public long floor() {
        return new BigDecimal(num).divide(new BigDecimal(den), 0, RoundingMode.FLOOR).longValueExact();
    }

    public long ceil() {
        return new BigDecimal(num).divide(new BigDecimal(den), 0, RoundingMode.CEILING).longValueExact();
    }

    public Ratio abs() {
        return new Ratio(num.abs(), den);
    }

    public Ratio max(Ratio other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Ratio min(Ratio other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Ratio other) {
        return num.multiply(other.den).compareTo(other.num.multiply(den));
    }

    @Override
    public String toString() {
        return num + "/" + den;
    }
}
