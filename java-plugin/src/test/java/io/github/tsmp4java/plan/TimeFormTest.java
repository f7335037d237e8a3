package io.github.tsmp4java.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tsmp4java.index.Time;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormTest {
    private static SeekRequest loose(String start) {
        return SeekRequest.parse(start, null, false, TimeForm.LOOSE);
    }

    @ParameterizedTest
    @CsvSource({"1:30, 90", "1:02:03.5, 3723.5", ".5, 0.5", "7., 7", "'7,3', 7.3", "90s, 90", "'1:02,5', 62.5", "'7,', 7",
        "1%3A30, 90", "1%3a02%3A03.5, 3723.5", "7%2C3, 7.3", "7%2c3s, 7.3"})
    void onlyTheLooseFormTakesWhatPeopleType(String text, BigDecimal seconds) {
        assertEquals(Time.seconds(seconds), assertInstanceOf(SeekRequest.Seek.class, loose(text)).start());
        assertInstanceOf(SeekRequest.WholeFile.class, SeekRequest.parse(text, null, false));
        assertEquals(Optional.of(Time.seconds(seconds)), assertInstanceOf(SeekRequest.Seek.class,
                SeekRequest.parse(null, text, false, TimeForm.LOOSE)).end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"290.12", "+5", "0.001", "007.50", "-1", "0", "-0", "12345678901234567890123456789012"})
    void whatIsANumberIsTheSameInBoth(String text) {
        assertEquals(TimeForm.STRICT.seconds(text), TimeForm.LOOSE.seconds(text));
        assertEquals(SeekRequest.parse(text, null, true), SeekRequest.parse(text, null, true, TimeForm.LOOSE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1e3", "12abc", "1:60", "1:60:00", "1:2:3:4", "1:", ":30", "-1:30", "1.5:00", ".", ",", "s",
        "1.2.3", "1,2.3", "1 ", "1%20", "%31", "1%3B30", "\u0661", "1:\u0661", "123456789012345678901234567890123"})
    void whatIsNoTimeIsNoneInBoth(String text) {
        assertEquals(Optional.empty(), TimeForm.STRICT.seconds(text));
        assertEquals(Optional.empty(), TimeForm.LOOSE.seconds(text));
        assertInstanceOf(SeekRequest.WholeFile.class, loose(text));
    }
}
