package io.github.tsmp4java.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final Optional<EntityTag> STRONG = EntityTag.parse("\"a\"");
    private static final Optional<EntityTag> WEAK = EntityTag.parse("W/\"a\"");

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            -                        | 200 | 0   | 999
            bytes=0-0                | 206 | 0   | 0
            bytes=100-               | 206 | 100 | 999
            bytes=100-100000         | 206 | 100 | 999
            bytes=-1                 | 206 | 999 | 999
            bytes=-5000              | 206 | 0   | 999
            BYTES = 5-6              | 206 | 5   | 6
            bytes=,5-6,              | 206 | 5   | 6
            bytes=00000000000000000000005-6 | 206 | 5 | 6
            bytes=5-99999999999999999999999 | 206 | 5 | 999
            bytes=999-               | 206 | 999 | 999
            bytes=1000-              | 416 | 0   | -1
            bytes=99999999999999999999999- | 416 | 0 | -1
            bytes=-0                 | 416 | 0   | -1
            bytes=0-1,5-6            | 200 | 0   | 999
            bytes=6-5                | 200 | 0   | 999
            bytes=99999999999999999999-88888888888888888888 | 200 | 0 | 999
            bytes=88888888888888888888-0099999999999999999999 | 416 | 0 | -1
            bytes=-                  | 200 | 0   | 999
            bytes=a-b                | 200 | 0   | 999
            bytes                    | 200 | 0   | 999
            items=0-5                | 200 | 0   | 999
            bytes=1-2x               | 200 | 0   | 999
            """)
    void ranges(String range, int status, long first, long last) {
        assertEquals(new CutAnswer(status, first, last, 1000), new Conditions(null, null, null, range).answer(STRONG, 1000));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', quoteCharacter = '\'', textBlock = """
            "a"              | 304 | 304
            W/"a"            | 304 | 304
            "b", W/"a"       | 304 | 304
            "b" ,, "a"       | 304 | 304
            *                | 304 | 304
            "b"              | 200 | 200
            a                | 200 | 200
            "b" x "a"        | 200 | 200
            """)
    void ifNoneMatchComparesWeakly(String field, int strong, int weak) {
        assertEquals(strong, new Conditions(null, field, null, null).answer(STRONG, 9).status());
        assertEquals(weak, new Conditions(null, field, null, null).answer(WEAK, 9).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "a"              | 200 | 412
            W/"a"            | 412 | 412
            "b", "a"         | 200 | 412
            *                | 200 | 200
            "b"              | 412 | 412
            """)
    void ifMatchComparesStrongly(String field, int strong, int weak) {
        assertEquals(strong, new Conditions(field, null, null, null).answer(STRONG, 9).status());
        assertEquals(weak, new Conditions(field, null, null, null).answer(WEAK, 9).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "a"                            | 206 | 200
            W/"a"                          | 200 | 200
            "b"                            | 200 | 200
            Sat, 01 Jan 2022 00:00:00 GMT  | 200 | 200
            """)
    void ifRangeComparesStronglyAndNeverADate(String field, int strong, int weak) {
        assertEquals(strong, new Conditions(null, null, field, "bytes=1-2").answer(STRONG, 9).status());
        assertEquals(weak, new Conditions(null, null, field, "bytes=1-2").answer(WEAK, 9).status());
    }

    @Test
    void withoutATagNothingMatchesButAStar() {
        assertEquals(200, new Conditions(null, "\"a\"", null, null).answer(Optional.empty(), 9).status());
        assertEquals(412, new Conditions("\"a\"", null, null, null).answer(Optional.empty(), 9).status());
        assertEquals(200, new Conditions("*", null, "\"a\"", "bytes=1-2").answer(Optional.empty(), 9).status());
        assertEquals(206, new Conditions(null, null, null, "bytes=1-2").answer(Optional.empty(), 9).status());
    }

    @Test
    void aFailedPreconditionGoesFirst() {
        assertEquals(412, new Conditions("\"b\"", "\"a\"", null, "bytes=99-").answer(STRONG, 9).status());
        assertEquals(304, new Conditions("\"a\"", "\"a\"", null, "bytes=99-").answer(STRONG, 9).status());
    }

    @Test
    void theTagOfACutNamesSourceCutAndRules() {
        assertEquals("\"a;mp4=k150;r4\"", STRONG.get().ofCut("k150").toString());
        assertEquals("W/\"a;mp4=k150;r4\"", WEAK.get().ofCut("k150").toString());
        assertEquals(Optional.empty(), EntityTag.parse("a"));
        assertEquals(Optional.empty(), EntityTag.parse(null));
    }

    @Test
    void contentRangeStandsWithItsStatus() {
        assertEquals("bytes 5-6/10", new CutAnswer(206, 5, 6, 10).contentRange());
        assertEquals("bytes */10", new CutAnswer(416, 0, -1, 10).contentRange());
        assertNull(new CutAnswer(200, 0, 9, 10).contentRange());
        assertEquals(0, new CutAnswer(304, 0, -1, 10).size());
    }
}
