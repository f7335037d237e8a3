package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields that come more than once. */
@Tag("sample")
class RepeatedIT {
    private static final Footage FOOTAGE = Footage.of(true, 1);
    private static Site site;
    private static String seek;
    private static String tag;

    @BeforeAll
    static void open() {
        site = Site.open("repeated");
        String path = site.place(Behaviour.PLAIN, FOOTAGE.name(), FOOTAGE.file());
        site.plain.get(path);
        site.cached(path);
        seek = path + Footage.START;
        tag = site.plain.get(seek).header("ETag");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static int status(String... fields) throws IOException {
        try (Wire wire = new Wire(site.server)) {
            return wire.get(seek, fields).status();
        }
    }

    private static String[] times(int count, String field) {
        return Collections.nCopies(count, field).toArray(String[]::new);
    }

    @Test
    void linesOfOneNameAreOneList() throws IOException {
        assertEquals(304, status("If-None-Match: \"other\"", "If-None-Match: " + tag));
        assertEquals(200, status("If-None-Match: \"other\"", "If-None-Match: \"third\""));
        assertEquals(200, status("If-Match: \"other\"", "If-Match: " + tag));
        assertEquals(412, status("If-Match: \"other\"", "If-Match: \"third\""));
        assertEquals(304, status("If-None-Match:", "If-None-Match: " + tag), "an empty line is an empty list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Range: bytes=0-", "If-Range: \"a\"", "If-Match: *", "If-None-Match: \"a\"",
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:01 GMT", "If-Unmodified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
            "Accept-Encoding: gzip", "Connection: keep-alive"})
    void moreThanAnyoneMeansAreRefused(String field) throws IOException {
        assertNotEquals(400, status(times(8, field)));
        assertEquals(400, status(times(9, field)));
    }

    @Test
    void manyOfThemAreRefusedToo() throws IOException {
        long refused = site.settled("bad_request");
        assertEquals(400, status(times(700, "If-Match: \"a\"")));
        assertEquals(400, status(Stream.of(times(200, "If-None-Match: \"a\""), times(200, "Range: bytes=0-"))
                .flatMap(Stream::of).toArray(String[]::new)));
        assertEquals(400, status(times(200, "X-Any: a")), "of whatever name");
        assertEquals(200, status(times(80, "X-Any: a")));
        assertEquals(refused + 3, site.settled("bad_request"));
        assertEquals(200, status());
    }
}
