package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the origin of a file that streams past does: no wrong bytes, no hang, and never half a file in the cache. */
@Tag("sample")
class OriginIT {
    private static final String NAME = "h264_25fps_gop50.mp4";
    private static Site site;
    private static byte[] file;
    private static byte[] cut;

    @BeforeAll
    static void open() throws Exception {
        site = Site.open("origin", "--on-miss=stream");
        file = MediaFile.made(NAME).bytes();
        cut = Pipeline.cutBytes(Source.of(file), "10.5");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND,404", "PARTIAL,206", "REDIRECT,302", "ERROR,503"})
    void anythingButA200IsPassedOn(Behaviour behaviour, int status) {
        for (Client client : site.clients()) {
            String path = site.place(behaviour, NAME, file);
            Reply reply = client.get(path + "?start=10.5");
            assertEquals(status, reply.status());
            assertArrayEquals(client.get(site.place(behaviour, NAME, file)).body(), reply.body());
            String logged = site.logged(path).get(0);
            assertTrue(logged.contains("status " + status), logged);
        }
    }

    @Test
    void anEncodedBodyIsPassedOn() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.ENCODED, NAME, file);
            Reply reply = client.get(path + "?start=10.5");
            assertEquals("gzip", reply.header("Content-Encoding"));
            assertArrayEquals(file, reply.body());
            String logged = site.logged(path).get(0);
            assertTrue(logged.contains("Content-Encoding"), logged);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "CHUNKED", "NO_LENGTH", "SLOW", "BARE", "WEAK"})
    void isCutHoweverTheBodyComes(Behaviour behaviour) {
        for (Client client : site.clients()) {
            String path = site.place(behaviour, NAME, file);
            for (String cache : List.of("cold", "warm")) {
                Reply reply = client.get(path + "?start=10.5");
                assertArrayEquals(cut, reply.body(), () -> cache + " " + reply);
                assertNotEquals(OriginAnswer.etag(Source.of(file), behaviour, 0), reply.header("ETag"));
                site.cached(path);
            }
            assertArrayEquals(file, client.get(path).body(), "what is cached");
            assertEquals(1, site.origin.requestsFor(path).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIES", "DIES_EARLY", "OVERSTATED"})
    void aBodyCutShortIsSeenByTheClientAndNotCached(Behaviour behaviour) {
        for (Client client : site.clients()) {
            String path = site.place(behaviour, NAME, file);
            for (int i = 0; i < 2; i++) {
                int before = site.origin.requestsFor(path).size();
                try {
                    Reply reply = client.get(path + "?start=10.5");
                    if (behaviour == Behaviour.DIES_EARLY) {
                        assertEquals(502, reply.status(), reply::toString);
                    } else {
                        // All of the cut may have been there before the origin's fault could be known.
                        assertEquals(Behaviour.OVERSTATED, behaviour, reply::toString);
                        assertArrayEquals(cut, reply.body());
                    }
                } catch (Client.Failed e) {
                    assertTrue(site.server.alive(), e::getMessage);
                }
                assertTrue(site.origin.requestsFor(path).size() > before, "half a file was cached");
            }
        }
    }

    @Test
    void aBodyLongerThanAnnouncedIsCutAtItsAnnouncedEnd() throws Exception {
        Source announced = Source.of(java.util.Arrays.copyOf(file, file.length - 1));
        Source expected = Pipeline.cut(Pipeline.indexAnywhere(announced), announced, "10.5");
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.UNDERSTATED, NAME, file);
            Reply reply = client.get(path + "?start=10.5");
            // The last sample ends past the announced length: it is left out.
            assertArrayEquals(expected.read(0, Math.toIntExact(expected.length())), reply.body(), reply::toString);
        }
    }

    @Test
    void staleFilesAreRevalidatedAndCut() throws Exception {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.SHORT_LIVED, NAME, file);
            assertArrayEquals(cut, client.get(path + "?start=10.5").body());
            Thread.sleep(2500);
            assertArrayEquals(cut, client.get(path + "?start=10.5").body());
            List<Origin.Request> asked = site.origin.requestsFor(path);
            assertEquals(2, asked.size());
            assertTrue(asked.get(1).header("If-None-Match") != null
                    || asked.get(1).header("If-Modified-Since") != null);
            assertEquals(null, asked.get(1).header("Range"));
            assertArrayEquals(file, client.get(path).body());
        }
    }

    @Test
    void aChangedFileIsFetchedAnewAndCut() throws Exception {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.CHANGING, NAME, file);
            assertArrayEquals(cut, client.get(path + "?start=10.5").body());
            Thread.sleep(2500);
            assertArrayEquals(cut, client.get(path + "?start=10.5").body());
            assertEquals(2, site.origin.requestsFor(path).size());
            assertArrayEquals(file, client.get(path).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264_moov_last.mp4", "fragmented.mp4"})
    void whatCannotBeCutAsItStreamsPastIsTheFileItselfAndTheReasonIsTold(String name) {
        byte[] whole = MediaFile.made(name).bytes();
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name, whole);
            Reply cold = client.get(path + "?start=3");
            assertArrayEquals(whole, cold.body());
            assertTrue(cold.headers().map().keySet().stream().noneMatch(key -> key.startsWith("@")), cold::toString);
            // In the cache the moov can be read wherever it stands.
            site.cached(path);
            Reply warm = client.get(path + "?start=3");
            assertTrue(warm.body().length < whole.length, warm::toString);
            assertEquals(java.util.Set.of(), Ffmpeg.newComplaints(whole, warm.body()));
            String logged = site.logged(path).get(0);
            assertTrue(logged.contains("declined"), logged);
            site.server.await("told in diags.log", () -> site.server.diags().contains("declined: "));
        }
    }

    @Test
    void whatFollowsTheMediaIsCachedToo() throws Exception {
        io.github.tsmp4java.media.MovieModel model = ModelFiles.all().get("unused bytes in the mdat");
        model.slackAfter = 3_000_000;
        byte[] whole = model.bytes();
        byte[] part = Pipeline.cutBytes(Source.of(whole), "4");
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, "slack.mp4", whole);
            assertArrayEquals(part, client.get(path + "?start=4").body());
            assertArrayEquals(part, client.get(path + "?start=4").body());
            assertArrayEquals(whole, client.get(path).body());
            assertTrue(site.origin.requestsFor(path).size() <= 2, "a cut that ends early may cost the fill, not more");
        }
    }

    @Test
    void aClientThatLeavesLeavesNothingBroken() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.SLOW, NAME, file);
            client.leaveAfter(path + "?start=10.5", 1000);
            assertArrayEquals(cut, client.get(path + "?start=10.5").body());
            assertArrayEquals(file, client.get(path).body());
        }
    }

    @Test
    void concurrentMissesOfOneFile() {
        String path = site.place(Behaviour.SLOW, NAME, file);
        List<byte[]> bodies = java.util.stream.IntStream.range(0, 12).parallel()
                .mapToObj(i -> site.clients().get(i % 2).get(path + "?start=10.5").body()).toList();
        bodies.forEach(body -> assertArrayEquals(cut, body));
    }

    @Test
    void anOriginThatIsDownIsABadGateway() {
        RunRoot root = new RunRoot("down");
        Origin gone = new Origin();
        gone.close();
        try (TrafficServer server = TrafficServer.start(root.map("/", gone, Plugin.rule()))) {
            assertEquals(502, Client.plain(server).get("/plain/a.mp4?start=1").status());
        }
    }
}
