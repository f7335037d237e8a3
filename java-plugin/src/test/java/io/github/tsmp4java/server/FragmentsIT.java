package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.media.FragmentedModel.Part;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first seeks into a movie of many fragments: what they cost, by what the file says of its fragments. */
@Tag("sample")
class FragmentsIT {
    /** Of 2 s and 105 kB. */
    private static final int FRAGMENTS = 100;
    private static final int FRAMES = 50;
    private static final int FRAME_BYTES = 2000;
    private static final String LATE = "170.5";
    private static final String EARLY = "40.5";
    /** Fragments from that start to the end, with some before it. */
    private static final int LEFT = 18;
    private static final Map<String, byte[]> FILES = new TreeMap<>();
    private static Site site;

    @BeforeAll
    static void open() {
        for (String access : List.of("sidx", "mfra", "")) {
            FILES.put(access + ".mp4", movie(access, 0));
        }
        FILES.put("lies.mp4", movie("sidx", 100));
        site = Site.open("fragments");
        FILES.forEach((name, bytes) -> site.origin.serve(name, Source.of(bytes)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static byte[] movie(String access, long lie) {
        FragmentedModel model = new FragmentedModel();
        TrackModel video = TrackModel.video(1, FRAGMENTS * FRAMES, FRAMES);
        video.samples.replaceAll(sample -> SampleModel.of(sample.duration(), sample.offset(), sample.sync(), FRAME_BYTES,
                sample.bytes()[0]));
        int sounds = 2 * 48000 / 1024;
        model.movie.with(video, TrackModel.audio(2, FRAGMENTS * sounds));
        for (int i = 0; i < 2; i++) {
            model.writings.add(new FragmentedModel.Writing());
        }
        for (int i = 0; i < FRAGMENTS; i++) {
            model.fragments.add(List.of(new Part(0, i * FRAMES, (i + 1) * FRAMES), new Part(1, i * sounds, (i + 1) * sounds)));
        }
        model.access = access;
        model.accessFurther = lie;
        return model.bytes();
    }

    private static byte[] cut(String name, String start) throws CutException {
        Source file = Source.of(FILES.get(name));
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    /** Where the parts begin that were asked for. */
    private static List<Long> begins(String path) {
        return site.origin.requestsFor(path).stream().map(request -> request.header("Range")).filter(Objects::nonNull)
                .map(range -> Long.valueOf(range.replaceFirst("bytes=(\\d+)-.*", "$1"))).toList();
    }

    /** How long the parts are that were asked for, in bytes. */
    private static List<Long> lengths(String path) {
        return site.origin.requestsFor(path).stream().map(request -> request.header("Range")).filter(Objects::nonNull)
                .map(range -> range.substring("bytes=".length()).split("-"))
                .map(ends -> Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1).toList();
    }

    private static long fetches() {
        return site.settled("fetches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sidx", "mfra"})
    void aColdSeekAsksForItsOwnFragmentsAlone(String access) throws Exception {
        String name = access + ".mp4";
        byte[] late = cut(name, LATE);
        long from = FILES.get(name).length * (FRAGMENTS - LEFT) / FRAGMENTS;
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.NO_STORE, name);
            assertArrayEquals(late, client.get(path + "?start=" + LATE).body());
            List<Long> begins = begins(path);
            assertEquals(1, begins.stream().filter(begin -> begin < from).count(), begins::toString);
            assertTrue(begins.size() <= LEFT + 4, begins::toString);
            List<Long> lengths = lengths(path);
            // The first is of a file that nothing is known of, the last brings the cut.
            assertTrue(lengths.subList(1, lengths.size() - 1).stream().allMatch(length -> length <= 64 << 10), lengths::toString);
        }
    }

    @Test
    void withoutAnIndexInTheFileItIsReadThroughInLongParts() throws Exception {
        byte[] late = cut(".mp4", LATE);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.NO_STORE, ".mp4");
            assertArrayEquals(late, client.get(path + "?start=" + LATE).body());
            assertTrue(begins(path).size() <= 12, () -> begins(path).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sidx.mp4", "mfra.mp4", ".mp4", "lies.mp4"})
    void aFileIsReadOnceForLateSeeksAndOnceForAll(String name) throws Exception {
        byte[] late = cut(name, LATE);
        byte[] early = cut(name, EARLY);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name);
            site.plain.get(path);
            site.cached(path);
            long before = fetches();
            site.readsByRange(client, path + "?start=" + LATE, late);
            long first = fetches();
            assertTrue(first - before <= 11, () -> first - before + " fetches");
            site.readsByRange(client, path + "?start=" + EARLY, early);
            long second = fetches();
            assertTrue(second - first <= 11, () -> second - first + " fetches");
            for (String start : List.of("1.5", EARLY, "100", LATE, "5000")) {
                site.readsByRange(client, path + "?start=" + start, cut(name, start));
            }
            assertEquals(second, fetches(), "its index was known");
        }
    }

    @Test
    void aFileThatSaysWrongPlacesIsCutAllTheSame() throws Exception {
        byte[] late = cut("lies.mp4", LATE);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.NO_STORE, "lies.mp4");
            assertArrayEquals(late, client.get(path + "?start=" + LATE).body());
        }
    }

    @Test
    void severalAreAskedForAtATime() throws Exception {
        byte[] early = cut("sidx.mp4", EARLY);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.RANGES_GATED, "sidx.mp4");
            CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> client.get(path + "?start=" + EARLY));
            site.server.await("one is wanted, and sixteen then", () -> begins(path).size() == 1 + 17);
            site.origin.open(path);
            assertArrayEquals(early, reply.get().body());
        }
    }

    @Test
    void aClientThatLeavesMeanwhileIsNoOnesTrouble() throws Exception {
        byte[] early = cut("sidx.mp4", EARLY);
        String path = site.place(Behaviour.RANGES_GATED, "sidx.mp4");
        try (Wire wire = new Wire(site.server)) {
            wire.send("GET " + path + "?start=" + EARLY + " HTTP/1.1");
            site.server.await("parts are asked for", () -> begins(path).size() == 1 + 17);
        }
        site.origin.open(path);
        site.server.await("the seek has ended", () -> site.settled("seeks") == 0);
        assertArrayEquals(early, site.plain.get(path + "?start=" + EARLY).body());
    }

    @Test
    void anOriginThatDoesNotAnswerSoManyIsAskedForOneAfterTheOther() throws Exception {
        byte[] late = cut("sidx.mp4", LATE);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.HICCUP, "sidx.mp4");
            assertArrayEquals(late, client.get(path + "?start=" + LATE).body());
        }
    }

    @Test
    void seekersTogetherGetEachItsOwn() throws Exception {
        List<String> starts = List.of(LATE, EARLY, "190", "3", "120.5", "60");
        Map<String, byte[]> cuts = new TreeMap<>();
        for (String start : starts) {
            cuts.put(start, cut("sidx.mp4", start));
        }
        for (Behaviour behaviour : List.of(Behaviour.NO_STORE, Behaviour.PLAIN)) {
            String path = site.place(behaviour, "sidx.mp4");
            starts.parallelStream().forEach(start -> assertArrayEquals(cuts.get(start),
                    site.plain.get(path + "?start=" + start).body(), start));
        }
    }

    @Test
    void whatTakesTooLongToReadIsDeclinedByName() throws Exception {
        RunRoot root = new RunRoot("late");
        root.records.put("http.transaction_no_activity_timeout_in", 2);
        try (Site slow = Site.open(root)) {
            slow.origin.serve(".mp4", Source.of(FILES.get(".mp4")));
            String path = slow.place(Behaviour.SLOW, ".mp4");
            assertArrayEquals(FILES.get(".mp4"), slow.plain.get(path + "?start=" + LATE).body());
            slow.server.await("the reason is logged", () -> slow.logged(path).stream().anyMatch(
                    line -> line.contains(" 200 ") && line.contains("its index is not read after 1 s, at byte")));
            slow.cached(path);
            slow.readsByRange(slow.plain, path + "?start=" + LATE, cut(".mp4", LATE));
        }
    }
}
