package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of no bytes, to a seek in a file that is not cached: they are passed on at once. */
@Tag("sample")
class EmptyIT {
    @ParameterizedTest
    @ValueSource(strings = {"stream", "range"})
    void anAnswerOfNoBytesIsPassedOn(String onMiss) {
        try (Site site = Site.open("empty", "--on-miss=" + onMiss)) {
            for (String line : List.of("200 OK", "302 Found", "404 Not Found", "410 Gone")) {
                for (Client client : site.clients()) {
                    Published empty = new Published(new byte[0], "ETag", "\"none\"", "Location", "http://127.0.0.1/")
                            .answering(line);
                    check(client.get(site.place("cold.mp4", empty) + Footage.START), line);
                }
            }
        }
    }

    private static void check(Reply reply, String line) {
        assertEquals(line.substring(0, 3), String.valueOf(reply.status()));
        assertEquals(0, reply.body().length, reply::toString);
    }
}
