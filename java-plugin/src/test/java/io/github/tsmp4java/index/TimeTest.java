package io.github.tsmp4java.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
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
    void whatLeaves63BitsIsAnError() {
        assertThrows(ArithmeticException.class, () -> Time.seconds(new BigDecimal("99999999999999999999")).floor(90000));
    }
}
