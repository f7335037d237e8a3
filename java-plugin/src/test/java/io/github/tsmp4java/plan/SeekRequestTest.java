package io.github.tsmp4java.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tsmp4java.index.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeekRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "nan", "inf", "12abc", "1e3", "0x10", "1.2.3", ".5", "5.", "--1", " 1", "1 ", "1,5",
            "%31", "123456789012345678901234567890123", "0", "0.000", "-0", "-0.0", "+0", "\u0661"})
    void noNumberOrZeroIsTheWholeFile(String start) {
        assertInstanceOf(SeekRequest.WholeFile.class, SeekRequest.parse(start, null, false));
    }

    @Test
    void noArgumentIsTheWholeFile() {
        assertInstanceOf(SeekRequest.WholeFile.class, SeekRequest.parse(null, null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.001", "-99999999999999999999999999999"})
    void aNegativeStartIsABadRequest(String start) {
        assertEquals(new SeekRequest.BadRequest("start must not be negative: " + start), SeekRequest.parse(start, "5", false));
    }

    @ParameterizedTest
    @CsvSource({"290.12,29012,100", "+5,5,1", "0.001,1,1000", "007.50,15,2", "60,60,1",
            "12345678901234567890123456789012,0,1"})
    void aNumberIsExact(String start, long ticks, long timescale) {
        SeekRequest.Seek seek = assertInstanceOf(SeekRequest.Seek.class, SeekRequest.parse(start, null, false));
        if (ticks > 0) {
            assertEquals(Time.of(ticks, timescale), seek.start());
        }
    }
}
