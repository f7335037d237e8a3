package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins that are lost before the answer to a seek can begin: its client is told, and nobody else. */
@Tag("sample")
class LostOriginIT {
    private static final int ROUNDS = 10;
    /** In the moov, of which the answer is made. */
    private static final int IN_THE_MOOV = 600;
    /** In the cut, whose head is sent by then. */
    private static final int IN_THE_MEDIA = 2_000_000;
    private static final Footage FOOTAGE = Footage.of(true, 1);
    private static final Footage CHANGED = Footage.of(true, 2);

    static Stream<Arguments> ways() {
        return Stream.of("stream", "range")
                .flatMap(onMiss -> Stream.of(true, false).map(length -> Arguments.of(onMiss, length)));
    }

    private static Published dying(Footage footage, int at, boolean length) {
        Published published = new Published(footage.file(), "ETag", "\"2\"").dyingAt(at);
        return length ? published : published.inChunks();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itsClientGetsAnError(String onMiss, boolean length) {
        try (Site site = Site.open("lost", "--on-miss=" + onMiss)) {
            for (Client client : site.clients()) {
                for (int at : List.of(0, IN_THE_MOOV)) {
                    for (int i = 0; i < ROUNDS; i++) {
                        String path = site.place(FOOTAGE.name(), dying(FOOTAGE, at, length));
                        isBadGateway(client.get(path + Footage.START));
                    }
                    for (boolean isKnown : List.of(true, false)) {
                        String path = site.stale(FOOTAGE, isKnown);
                        site.origin.publish(path, request -> dying(CHANGED, at, length));
                        isBadGateway(client.get(path + Footage.START));
                        site.origin.publish(path, request -> new Published(CHANGED.file(), "ETag", "\"2\""));
                        assertArrayEquals(CHANGED.cut(), client.get(path + Footage.START).body());
                    }
                }
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
        }
    }

    /** In diags.log. */
    @ParameterizedTest
    @MethodSource("ways")
    void eachErrorHasALineWithItsReason(String onMiss, boolean length) {
        try (Site site = Site.open("lost-lines", "--on-miss=" + onMiss)) {
            for (Client client : site.clients()) {
                for (int at : List.of(0, IN_THE_MOOV)) {
                    String path = site.place(FOOTAGE.name(), dying(FOOTAGE, at, length));
                    isBadGateway(client.get(path + Footage.START));
                    site.server.await("logged", () -> site.server.diags().contains(path));
                    List<String> lines = site.server.diags().lines().filter(line -> line.contains(path)).toList();
                    assertEquals(1, lines.size(), () -> at + ": " + lines);
                    assertTrue(lines.get(0).contains("the origin ended the file before its answer could begin"), lines.get(0));
                }
            }
        }
    }

    /** It says nothing more, for as long as Traffic Server waits for an origin. */
    @ParameterizedTest
    @ValueSource(ints = {0, IN_THE_MOOV, IN_THE_MEDIA})
    void anOriginThatFallsSilentIsGivenUp(int at) {
        RunRoot root = new RunRoot("silent");
        root.records.put("http.transaction_no_activity_timeout_out", 1);
        // The client would be given up later.
        root.records.put("http.transaction_no_activity_timeout_in", 60);
        try (Site site = Site.open(root, "--on-miss=stream")) {
            for (Client client : site.clients()) {
                Published silent = new Published(FOOTAGE.file(), "ETag", "\"1\"").holdingAt(at);
                String path = site.place(FOOTAGE.name(), silent);
                if (at < IN_THE_MEDIA) {
                    isBadGateway(client.get(path + Footage.START));
                } else {
                    assertThrows(Client.Failed.class, () -> client.get(path + Footage.START));
                }
                silent.release();
            }
        }
    }

    /** Where the end of the connection is the end of the file, a cut shows that it lacks bytes. */
    @Test
    void aFileWithoutLengthThatEndsInItsCutIsBrokenOff() {
        try (Site site = Site.open("endless", "--on-miss=stream")) {
            for (Client client : site.clients()) {
                Published whole = new Published(FOOTAGE.file(), "ETag", "\"1\"").withoutLength();
                String path = site.place(FOOTAGE.name(), whole);
                assertArrayEquals(FOOTAGE.cut(), client.get(path + Footage.START).body());
                Published half = new Published(FOOTAGE.file(), "ETag", "\"1\"").withoutLength().dyingAt(IN_THE_MEDIA);
                String dying = site.place(FOOTAGE.name(), half);
                assertThrows(Client.Failed.class, () -> client.get(dying + Footage.START));
                // Without its moov it is no movie: what came is passed on.
                Published none = new Published(FOOTAGE.file(), "ETag", "\"1\"").withoutLength().dyingAt(IN_THE_MOOV);
                String early = site.place(FOOTAGE.name(), none);
                assertArrayEquals(Arrays.copyOf(FOOTAGE.file(), IN_THE_MOOV), client.get(early + Footage.START).body());
            }
        }
    }

    /** Its 304 says that the file is encoded: the part that was asked of the cache cannot be cut, and no header is out. */
    @Test
    void aFileThatTurnsOutToBeEncodedIsAnError() {
        try (Site site = Site.open("encoded")) {
            for (Client client : site.clients()) {
                for (int i = 0; i < ROUNDS; i++) {
                    String path = site.stale(FOOTAGE, true);
                    site.origin.publish(path, request -> new Published(FOOTAGE.file(), "ETag", "\"1\"", "Content-Encoding", "gzip"));
                    isBadGateway(client.get(path + Footage.START));
                    String other = site.place(FOOTAGE.name(), new Published(FOOTAGE.file(), "ETag", "\"1\""));
                    assertArrayEquals(FOOTAGE.cut(), client.get(other + Footage.START).body());
                }
            }
        }
    }

    /** It is down. Traffic Server then serves what it has. */
    @ParameterizedTest
    @ValueSource(strings = {"stream", "range"})
    void aStaleFileIsCutWhileItsOriginIsDown(String onMiss) {
        RunRoot root = new RunRoot("down");
        root.records.put("http.keep_alive_enabled_out", 0);
        try (Site site = Site.open(root, "--on-miss=" + onMiss)) {
            List<String> paths = List.of(site.stale(FOOTAGE, true), site.stale(FOOTAGE, false));
            site.origin.close();
            String none = site.place(Behaviour.PLAIN, "none.mp4");
            site.server.await("down", () -> site.plain.send("HEAD", none + Footage.START).status() == 502);
            for (Client client : site.clients()) {
                for (String path : paths) {
                    assertArrayEquals(FOOTAGE.cut(), client.get(path + Footage.START).body());
                }
                assertEquals(502, client.get(none + Footage.START).status());
            }
        }
    }

    @Test
    void otherStreamsOfTheConnectionGoOn() {
        try (Site site = Site.open("streams", "--on-miss=stream")) {
            Published slow = new Published(FOOTAGE.file(), "ETag", "\"1\"").holdingAt(IN_THE_MOOV);
            String path = site.place(FOOTAGE.name(), slow);
            CompletableFuture<Reply> other = CompletableFuture.supplyAsync(() -> site.http2.get(path + Footage.START));
            slow.awaitHeld();
            for (int i = 0; i < ROUNDS; i++) {
                String lost = site.place(FOOTAGE.name(), dying(FOOTAGE, IN_THE_MOOV, true));
                isBadGateway(site.http2.get(lost + Footage.START));
            }
            slow.release();
            assertArrayEquals(FOOTAGE.cut(), other.join().body());
        }
    }

    private static void isBadGateway(Reply reply) {
        assertEquals(502, reply.status(), reply::toString);
        assertEquals(0, reply.body().length);
    }
}
