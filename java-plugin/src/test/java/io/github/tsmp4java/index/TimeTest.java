package io.github.tsmp4java.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTest {
    @Test
    void oneInstantIsOneValue() {
        assertEquals(Time.of(1, 2), Time.of(45000, 90000));
        assertEquals(Time.of(1, 3), Time.of(1, 2).minus(Time.of(1, 6)));
        assertEquals(Time.of(3, 2), Time.seconds(new BigDecimal("1.50")));
        assertEquals(Time.of(10, 1), Time.seconds(new BigDecimal("1e1")));
    }

    @Test
    void ticksRoundAsAsked() {
        Time third = Time.of(1, 3);
        assertEquals(333, third.floor(1000));
        assertEquals(334, third.ceil(1000));
        assertEquals(333, third.round(1000));
        assertEquals(1, Time.of(1, 2).round(1));
        assertEquals(-1, Time.of(-1, 3).floor(1));
        assertEquals(0, Time.of(-1, 3).round(1));
        assertEquals(1, third.round(3));
    }

    @Test
    void aTickOneThousandthBeforeAFrameIsBeforeIt() {
        // 1/30 s is no decimal number: the nearest below it must not count as the frame.
        assertEquals(2999, Time.seconds(new BigDecimal("0.03333333333333333333")).floor(90000));
        assertEquals(3000, Time.seconds(new BigDecimal("0.03333333333333333334")).floor(90000));
    }

    @Test
    void wholeTicksAreTold() {
        assertTrue(Time.of(3, 2).isWhole(1000));
        assertFalse(Time.of(1, 3).isWhole(1000));
        assertTrue(Time.of(5, 1).isWhole(1));
    }

    @Test
    void largeAndSmallTimesAreReckonedAlike() {
        Random random = new Random(63);
        for (int i = 0; i < 200_000; i++) {
            Time a = any(random);
            Time b = any(random);
            long scale = 1 + (random.nextLong() >>> 1 + random.nextInt(62));
            assertEquals(a.exact().plus(b.exact()), a.plus(b).exact());
            assertEquals(a.exact().plus(b.times(-1).exact()), a.minus(b).exact());
            assertEquals(a.exact().times(Fraction.of(scale, 1)), a.times(scale).exact());
            assertEquals(a.exact().times(Fraction.of(1, scale)), a.dividedBy(scale).exact());
            assertEquals(a.exact().compareTo(b.exact()), Integer.signum(a.compareTo(b)));
            assertEquals(a.exact().equals(b.exact()), a.equals(b));
            assertEquals(a.exact().times(Fraction.of(scale, 1)).denominator().equals(BigInteger.ONE), a.isWhole(scale));
            assertRounded(a, scale);
        }
    }

    private static void assertRounded(Time time, long scale) {
        BigDecimal exact = new BigDecimal(time.exact().numerator().multiply(BigInteger.valueOf(scale)));
        BigDecimal under = new BigDecimal(time.exact().denominator());
        BigInteger floor = exact.divide(under, 0, RoundingMode.FLOOR).toBigInteger();
        if (floor.bitLength() < Long.SIZE - 1) {
            assertEquals(floor.longValue(), time.floor(scale));
            assertEquals(exact.divide(under, 0, RoundingMode.CEILING).longValueExact(), time.ceil(scale));
            assertEquals(exact.multiply(BigDecimal.valueOf(2)).add(under).divide(under.multiply(BigDecimal.valueOf(2)), 0,
                    RoundingMode.FLOOR).longValueExact(), time.round(scale));
        } else if (floor.bitLength() > Long.SIZE) {
            assertThrows(ArithmeticException.class, () -> time.floor(scale));
        }
    }

    /** Of every size, and often one that another is equal to. */
    private static Time any(Random random) {
        long ticks = random.nextLong() >> random.nextInt(64);
        long timescale = 1 + (random.nextLong() >>> 1 + random.nextInt(62));
        return random.nextInt(8) == 0 ? Time.of(ticks, timescale).dividedBy(Long.MAX_VALUE) : Time.of(ticks, timescale);
    }

    @Test
    void whatLeaves63BitsIsAnError() {
        assertThrows(ArithmeticException.class, () -> Time.seconds(new BigDecimal("99999999999999999999")).floor(90000));
    }
}
