package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeks into files that no cache has: a few Ranges of the origin answer them, and one fill brings the file in. */
@Tag("sample")
class ColdIT {
    private static final String START = "?start=4.1";
    /** Before the media, so that no cut begins early in the file. */
    private static final int AHEAD = 3_000_000;
    private static final Map<String, byte[]> FILES = new TreeMap<>();
    private static final Map<String, byte[]> CUTS = new TreeMap<>();
    private static Site site;

    @BeforeAll
    static void open() throws Exception {
        FILES.put("first.mp4", movie(true, 200));
        FILES.put("last.mp4", movie(false, 200));
        FILES.put("fragmented.mp4", fragmented());
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            CUTS.put(file.getKey(), cut(file.getValue()));
        }
        // Enough for all: a fill of one test, whose file is no matter there, may still be under way in the next.
        site = Site.open("cold", "--max-fills=64");
        FILES.forEach((name, bytes) -> site.origin.serve(name, Source.of(bytes)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static byte[] movie(boolean moovFirst, int frames) {
        MovieModel model = new MovieModel().with(TrackModel.video(1, frames, 24), TrackModel.audio(2, 380));
        model.moovFirst = moovFirst;
        model.slackBefore = AHEAD;
        return model.bytes();
    }

    /** A free box stands between the moov and the first fragment. */
    private static byte[] fragmented() throws Exception {
        Path copy = Files.createTempFile("cold", ".mp4");
        Command.run("ffmpeg", "-v", "error", "-y", "-i", MediaFile.made("fragmented.mp4").path().toString(), "-c", "copy",
                "-movflags", "frag_keyframe+empty_moov+default_base_moof", copy.toString()).good();
        byte[] made = Files.readAllBytes(copy);
        Files.delete(copy);
        int at = indexOf(made, "moof") - 4;
        byte[] file = new byte[made.length + AHEAD];
        System.arraycopy(made, 0, file, 0, at);
        java.nio.ByteBuffer.wrap(file, at, 8).putInt(AHEAD).putInt(0x66726565);
        System.arraycopy(made, at, file, at + AHEAD, made.length - at);
        return file;
    }

    private static int indexOf(byte[] bytes, String type) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(type);
    }

    private static byte[] cut(byte[] file) throws Exception {
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(Source.of(file)), Source.of(file), "4.1");
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    private static List<String> ranges(String path) {
        return site.origin.requestsFor(path).stream().map(request -> String.valueOf(request.header("Range"))).toList();
    }

    private static long metric(String name) {
        return site.server.metric("plugin.tsmp4java." + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first.mp4", "last.mp4", "fragmented.mp4"})
    void aFewRangesAnswerAndTheFileIsFilledBesideThem(String name) {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name);
            Reply cold = client.get(path + START);
            assertArrayEquals(CUTS.get(name), cold.body(), cold::toString);
            assertEquals(200, cold.status());
            assertEquals("", cold.header("Content-Range"));
            site.cached(path);
            List<String> ranges = ranges(path);
            assertEquals(1, site.origin.wholeRequestsFor(path).size(), ranges::toString);
            Reply warm = client.get(path + START);
            assertArrayEquals(CUTS.get(name), warm.body());
            assertEquals(cold.header("ETag"), warm.header("ETag"));
            assertArrayEquals(FILES.get(name), client.get(path).body());
            assertEquals(ranges, ranges(path), "asked again though it is in the cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first.mp4", "last.mp4"})
    void nothingOfOurOwnReachesTheOrigin(String name) {
        String path = site.place(Behaviour.PLAIN, name);
        site.plain.get(path + START, "Cookie", "a=b");
        site.cached(path);
        for (Origin.Request request : site.origin.requestsFor(path)) {
            assertEquals(path, request.target());
            assertEquals("a=b", request.header("Cookie"));
            assertTrue(request.headers().keySet().stream().noneMatch(key -> key.contains("tsmp4")), request::toString);
        }
    }

    @Test
    void whoAsksTheCacheAloneCausesNoRequest() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, "last.mp4");
            assertEquals(504, client.get(path + START, "Cache-Control", "max-stale, Only-If-Cached").status());
            assertEquals(List.of(), ranges(path));
        }
    }

    @Test
    void rangesAndHeadOfAColdCut() {
        byte[] cut = CUTS.get("last.mp4");
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.NO_STORE, "last.mp4");
            Reply head = client.send("HEAD", path + START);
            assertEquals(String.valueOf(cut.length), head.header("Content-Length"));
            for (int[] range : new int[][] {{0, 0}, {0, 99}, {100, cut.length - 1}, {cut.length - 1, cut.length - 1}}) {
                Reply part = client.get(path + START, "Range", "bytes=" + range[0] + "-" + range[1]);
                assertEquals(206, part.status(), part::toString);
                assertEquals("bytes " + range[0] + "-" + range[1] + "/" + cut.length, part.header("Content-Range"));
                assertArrayEquals(Arrays.copyOfRange(cut, range[0], range[1] + 1), part.body());
                assertEquals(head.header("ETag"), part.header("ETag"));
            }
            assertEquals(416, client.get(path + START, "Range", "bytes=" + cut.length + "-").status());
            assertEquals(304, client.get(path + START, "If-None-Match", head.header("ETag")).status());
        }
    }

    @Test
    void anOriginWithoutRangesIsStreamed() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.NO_RANGES, "first.mp4");
            assertArrayEquals(CUTS.get("first.mp4"), client.get(path + START).body());
            site.cached(path);
            assertArrayEquals(CUTS.get("first.mp4"), client.get(path + START).body());
            assertTrue(ranges(path).size() <= 2, () -> ranges(path).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BARE", "WEAK", "CHUNKED", "NO_LENGTH", "SLOW", "ENCODED", "NOT_FOUND", "ERROR"})
    void anyOriginIsAnsweredAsWhenItStreams(Behaviour behaviour) {
        for (Client client : site.clients()) {
            String path = site.place(behaviour, "first.mp4");
            Reply reply = client.get(path + START);
            switch (behaviour) {
                case ENCODED -> assertArrayEquals(FILES.get("first.mp4"), reply.body());
                case NOT_FOUND -> assertEquals(404, reply.status());
                case ERROR -> assertEquals(503, reply.status());
                default -> assertArrayEquals(CUTS.get("first.mp4"), reply.body(), reply::toString);
            }
        }
    }

    @Test
    void aFileReplacedBetweenItsIndexAndItsBytesIsTheNewOne() throws Exception {
        byte[] other = movie(true, 240);
        site.origin.serve(Origin.NEW + "first.mp4", Source.of(other));
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.REPLACED, "first.mp4");
            // Two requests for the first version: a HEAD, and the index. The bytes come of the second.
            client.send("HEAD", path);
            assertArrayEquals(cut(other), client.get(path + START).body());
        }
    }

    @Test
    void anOriginThatMixesVersionsIsABadGateway() {
        site.origin.serve(Origin.NEW + "first.mp4", Source.of(movie(true, 240)));
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.REPLACED_CARELESSLY, "first.mp4");
            client.send("HEAD", path);
            assertEquals(502, client.get(path + START).status());
        }
    }

    /** The tag is that of the file, the length is not: neither the cut nor the file can be made of it. */
    @ParameterizedTest
    @ValueSource(strings = {"first.mp4", "last.mp4", "fragmented.mp4"})
    void aPartThatIsSaidToBeTheFileIsAnError(String name) {
        for (Client client : site.clients()) {
            for (Behaviour how : List.of(Behaviour.PART_AS_WHOLE, Behaviour.PART_AS_WHOLE_IN_CHUNKS)) {
                Reply reply = client.get(site.place(how, name) + START);
                assertEquals(502, reply.status(), reply::toString);
            }
        }
    }

    /** Without a length its bytes have to tell that it is the file. */
    @Test
    void aFileInChunksInPlaceOfAPartIsCutAsItComes() {
        for (Client client : site.clients()) {
            assertArrayEquals(CUTS.get("first.mp4"), client.get(site.place(Behaviour.WHOLE_IN_CHUNKS, "first.mp4") + START).body());
        }
    }

    @Test
    void aCutThatBeginsEarlyStreamsPastAndNeedsNoFill() throws Exception {
        byte[] file = MediaFile.made("h264_moov_last.mp4").bytes();
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, "h264_moov_last.mp4", file);
            assertArrayEquals(cut(file), client.get(path + START).body());
            site.cached(path);
            assertEquals(1, site.origin.wholeRequestsFor(path).size(), () -> ranges(path).toString());
        }
    }

    @Test
    void asManySeekersAsLikeCauseOneFill() {
        String path = site.place(Behaviour.SLOW, "last.mp4");
        List<byte[]> bodies = java.util.stream.IntStream.range(0, 12).parallel()
                .mapToObj(i -> site.clients().get(i % 2).get(path + START).body()).toList();
        bodies.forEach(body -> assertArrayEquals(CUTS.get("last.mp4"), body));
        site.cached(path);
        assertEquals(1, site.origin.wholeRequestsFor(path).size(), () -> ranges(path).toString());
        for (String name : List.of("fills", "origin_range")) {
            site.server.await(name + " are counted", () -> metric(name) > 0);
        }
    }

    @Test
    void aSeekerDuringAFillDoesNotWaitForIt() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.GATED, "last.mp4");
            client.get(path + START);
            site.server.await("the fill is under way", () -> !site.origin.wholeRequestsFor(path).isEmpty());
            // What is after the first MB does not come before these have their answers.
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(CUTS.get("last.mp4"), client.get(path + START).body());
            }
            site.origin.open(path);
            site.cached(path);
            assertArrayEquals(CUTS.get("last.mp4"), client.get(path + START).body());
            assertEquals(1, site.origin.wholeRequestsFor(path).size(), () -> ranges(path).toString());
        }
    }

    @Test
    void anOriginThatDiesIsNoHalfAnswer() {
        for (Client client : site.clients()) {
            String half = site.place(Behaviour.DIES, "last.mp4");
            assertThrows(Client.Failed.class, () -> client.get(half + START));
            try {
                // Its first bytes and its end may come together: then no header has been sent yet.
                Reply reply = client.get(site.place(Behaviour.DIES_EARLY, "last.mp4") + START);
                assertEquals(502, reply.status(), reply::toString);
                assertEquals(0, reply.body().length);
            } catch (Client.Failed e) {
                assertTrue(site.server.alive(), e::getMessage);
            }
            assertTrue(site.server.alive());
        }
    }
}
