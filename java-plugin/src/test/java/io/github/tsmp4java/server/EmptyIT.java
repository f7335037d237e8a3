package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of no bytes, to a seek in a file that is not cached, or is stale: they are passed on at once. */
@Tag("sample")
class EmptyIT {
    private static final List<String> LINES =
            List.of("200 OK", "204 No Content", "302 Found", "404 Not Found", "410 Gone");
    private static final String BUSY = "503 Service Unavailable";

    static Stream<Arguments> sites() {
        return Stream.of("stream", "range")
                .flatMap(onMiss -> Stream.of(true, false).map(length -> Arguments.of(onMiss, length)));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void anAnswerOfNoBytesIsPassedOn(String onMiss, boolean length) {
        try (Site site = Site.open("empty", "--on-miss=" + onMiss)) {
            for (String line : Stream.concat(LINES.stream(), Stream.of(BUSY)).toList()) {
                for (Client client : site.clients()) {
                    check(client.get(site.place("cold.mp4", empty(line, length)) + Footage.START), line);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void soItIsWhereTheFileIsStale(String onMiss, boolean length) {
        Footage footage = Footage.of(true, 1);
        try (Site site = Site.open("stale", "--on-miss=" + onMiss)) {
            for (String line : LINES) {
                for (Client client : site.clients()) {
                    for (boolean known : List.of(true, false)) {
                        String path = site.stale(footage, known);
                        site.origin.publish(path, request -> empty(line, length));
                        check(client.get(path + Footage.START), line);
                    }
                }
            }
            for (Client client : site.clients()) {
                for (boolean known : List.of(true, false)) {
                    String path = site.stale(footage, known);
                    site.origin.publish(path, request -> empty(BUSY, length));
                    // Traffic Server falls back on what it has, once its header is written anew.
                    site.server.await("cut of what is there",
                            () -> Arrays.equals(footage.cut(), client.get(path + Footage.START).body()));
                }
            }
        }
    }

    private static Published empty(String line, boolean length) {
        Published empty = new Published(new byte[0], "ETag", "\"none\"", "Location", "http://127.0.0.1/")
                .answering(line);
        return length ? empty : empty.inChunks();
    }

    private static void check(Reply reply, String line) {
        assertEquals(line.substring(0, 3), String.valueOf(reply.status()));
        assertEquals(0, reply.body().length, reply::toString);
    }
}
