package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the plugin remembers of files: built once, within its budget, never of another version, and not where clients wait. */
@Tag("sample")
class IndexIT {
    private static final int CLIENTS = 16;
    private static final long BUDGET = 1 << 20;
    private static final long RATE_WINDOW_MS = 10_500;
    /** As much of the thread's name as the kernel keeps. */
    private static final String WARM_UP = "tsmp4java warm-";
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("index", "--on-miss=stream");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Footage> footage() {
        return Footage.both().stream();
    }

    @ParameterizedTest
    @MethodSource("footage")
    void firstRequestsTogetherBuildItOnce(Footage footage) {
        String path = site.place(Behaviour.PLAIN, footage.name(), footage.file());
        site.plain.get(path);
        site.cached(path);
        // The counts of the engine are taken over when a seek ends, once a second.
        long misses = counted("index_misses");
        long fetches = site.settled("fetches");
        List<byte[]> bodies = IntStream.range(0, CLIENTS).parallel()
                .mapToObj(i -> site.clients().get(i % 2).get(path + Footage.START).body()).toList();
        bodies.forEach(body -> assertArrayEquals(footage.cut(), body));
        site.server.await("one of them built it", () -> counted("index_misses") == misses + 1);
        // The beginning of the file, and the moov where it is not in it.
        assertEquals(fetches + (footage.name().equals("first.mp4") ? 1 : 2), site.settled("fetches"));
    }

    /** What the engine has counted up to now: a seek that has no index to ask for, of no file, has it told. */
    private static long counted(String name) {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        site.plain.get("/not_found/none.mp4?start=1");
        return site.settled(name);
    }

    @Test
    void theBudgetHoldsWithManyFiles() throws Exception {
        try (Site small = Site.open("budget", "--index-budget=" + BUDGET)) {
            Map<String, byte[]> cuts = new TreeMap<>();
            for (int i = 0; i < 24; i++) {
                TrackModel video = TrackModel.video(1, 6000 + i, 24);
                video.chunking = new int[] {1};
                MovieModel model = new MovieModel().with(video);
                model.moovFirst = i % 2 == 0;
                byte[] file = model.bytes();
                Source source = Source.of(file);
                Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, "100");
                String path = small.place(Behaviour.PLAIN, "many" + i + ".mp4", file);
                small.plain.get(path);
                small.cached(path);
                cuts.put(path, cut.read(0, Math.toIntExact(cut.length())));
            }
            for (int round = 0; round < 2; round++) {
                for (Map.Entry<String, byte[]> each : cuts.entrySet()) {
                    for (Client client : small.clients()) {
                        assertArrayEquals(each.getValue(), client.get(each.getKey() + "?start=100").body());
                    }
                    long used = small.metric("index_bytes");
                    assertTrue(used <= BUDGET, () -> used + " bytes");
                }
            }
            Thread.sleep(1100);
            small.plain.get(cuts.keySet().iterator().next() + "?start=100");
            assertTrue(small.settled("index_evictions") >= cuts.size(), "the second round found the first one's gone");
            assertTrue(small.metric("indexes") < cuts.size());
            assertEquals(0, small.metric("untouched"), "there was room for one at any time");
        }
    }

    static Stream<Arguments> versions() {
        String then = at(60);
        String now = at(0);
        return Stream.of(
                Arguments.of("strong tag", List.of("ETag", "\"1\"", "Last-Modified", then), List.of("ETag", "\"2\"")),
                Arguments.of("weak tag", List.of("ETag", "W/\"1\"", "Last-Modified", then, "Date", at(9)),
                        List.of("ETag", "W/\"1\"", "Last-Modified", then, "Date", at(4))),
                Arguments.of("date of change", List.of("Last-Modified", then), List.of("Last-Modified", now)),
                Arguments.of("same date of change", List.of("Last-Modified", then, "Date", at(9)),
                        List.of("Last-Modified", then, "Date", at(4))),
                Arguments.of("date", List.of("Date", at(9)), List.of("Date", at(4))),
                Arguments.of("all of one second", List.of("ETag", "W/\"1\"", "Last-Modified", now, "Date", now),
                        List.of("ETag", "W/\"1\"", "Last-Modified", now, "Date", now)),
                Arguments.of("nothing", List.of(), List.of()));
    }

    private static String at(int secondsAgo) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(secondsAgo));
    }

    /** The new version is as long as the old one, and its moov as large. */
    @ParameterizedTest
    @MethodSource("versions")
    void aChangedFileNeverMeetsItsOldIndex(String what, List<String> before, List<String> after) {
        for (boolean first : List.of(true, false)) {
            Footage one = Footage.of(first, 1);
            Footage two = Footage.of(first, 2);
            assertEquals(one.file().length, two.file().length);
            for (Client client : site.clients()) {
                Published published = new Published(one.file(), before.toArray(String[]::new));
                String path = site.place(one.name(), published);
                assertArrayEquals(one.cold(), client.get(path + Footage.START).body());
                site.cached(path);
                isCut(client, path, one, what);
                published.replace(two.file(), after.toArray(String[]::new));
                isCut(client, path, one, what);
                assertEquals(200, site.plain.send("PURGE", path).status());
                assertArrayEquals(two.cold(), client.get(path + Footage.START).body());
                site.cached(path);
                isCut(client, path, two, what);
                published.replace(one.file(), "Date", at(2));
                assertEquals(200, site.plain.send("PURGE", path).status());
                // Here the file is in the cache before anyone seeks.
                client.get(path);
                site.cached(path);
                if (!what.equals("strong tag")) {
                    isCut(client, path, one, what);
                }
            }
        }
    }

    static Stream<Arguments> alternates() {
        return Stream.of(true, false).flatMap(first -> Stream.of(List.of(), List.of("ETag", "W/\"1\""),
                List.of("Vary", "Accept-Encoding, X-Version")).map(fields -> Arguments.of(first, fields)));
    }

    /** They are alike in size, dates and tag; the origin chooses by a field of the request. */
    @ParameterizedTest
    @MethodSource("alternates")
    void noAlternateMeetsTheIndexOfAnother(boolean first, List<String> fields) {
        List<Footage> versions = List.of(Footage.of(first, 1), Footage.of(first, 2));
        String then = at(3600);
        String date = at(9);
        List<Published> published = versions.stream().map(each -> new Published(each.file(), "Vary", "X-Version",
                "Last-Modified", then, "Date", date).with(fields.toArray(String[]::new))).toList();
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, versions.get(0).name());
            site.origin.publish(path, request -> published.get(Integer.parseInt(request.header("X-Version"))));
            for (String version : List.of("0", "1")) {
                client.get(path, "X-Version", version);
                site.cached(path, client, "X-Version", version);
            }
            for (String version : List.of("0", "1", "0", "1")) {
                site.readsByRange(client, path + Footage.START, versions.get(Integer.parseInt(version)).cut(),
                        "X-Version", version);
            }
        }
    }

    /** Of the cache. Where only its date tells it from the next version, its bytes are not read apart in the first second. */
    private static void isCut(Client client, String path, Footage footage, String what) {
        if (what.equals("strong tag")) {
            site.readsByRange(client, path + Footage.START, footage.cut());
        } else {
            int asked = site.origin.requestsFor(path).size();
            assertTrue(List.of(footage.cut(), footage.cold()).stream()
                    .anyMatch(each -> Arrays.equals(each, client.get(path + Footage.START).body())));
            assertEquals(asked, site.origin.requestsFor(path).size());
        }
    }

    @Test
    void aFileThatOnlyItsDateNamesIsReadByItsRangeOnceTheSecondIsOver() {
        for (Footage footage : Footage.both()) {
            String path = site.place(footage.name(), new Published(footage.file()));
            site.plain.get(path);
            site.cached(path);
            site.server.await("read by its range", () -> {
                long pread = site.settled("pread");
                site.plain.get(path + Footage.START);
                return site.settled("pread") > pread;
            });
            site.readsByRange(site.http2, path + Footage.START, footage.cut());
        }
    }

    /** Plans are logged by the thread that makes them: of a large moov it is none that serves clients. */
    @Test
    void aLargeMoovIsPlannedBesideTheThreadsThatServe() throws Exception {
        try (Site talking = Site.open("plans", "--on-miss=stream",
                "--jvm-option=-Dorg.slf4j.simpleLogger.defaultLogLevel=debug")) {
            talking.server.await("warmed up", () -> !talking.server.proc().threads().contains(WARM_UP));
            // Its plans may be all that is said for so long.
            Thread.sleep(RATE_WINDOW_MS);
            assertTrue(planner(talking, large(true), false).contains("[ET_TASK "));
            assertTrue(planner(talking, large(false), true).contains("[ET_TASK "));
            assertTrue(planner(talking, Footage.of(true, 3).file(), false).contains("[ET_NET "), "a small one at once");
        }
    }

    private static byte[] large(boolean moovFirst) {
        TrackModel video = TrackModel.video(1, 30_000, 24);
        video.chunking = new int[] {1};
        MovieModel model = new MovieModel().with(video);
        model.moovFirst = moovFirst;
        return model.bytes();
    }

    /** The line that the plan of a seek begins with. */
    private static String planner(Site talking, byte[] file, boolean isCached) {
        String path = talking.place(Behaviour.PLAIN, "planned.mp4", file);
        if (isCached) {
            talking.plain.get(path);
            talking.cached(path);
        }
        long before = plans(talking).count();
        assertTrue(talking.plain.get(path + Footage.START).body().length < file.length);
        talking.server.await("told", () -> plans(talking).count() > before);
        return plans(talking).skip(before).findFirst().orElseThrow();
    }

    private static Stream<String> plans(Site talking) {
        return talking.server.diags().lines().filter(line -> line.contains("DEBUG CutMaker - asked"));
    }
}
