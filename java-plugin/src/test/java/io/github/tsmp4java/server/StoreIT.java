package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the cache cannot take: no seek has them fetched for it, and the reason is said once. */
@Tag("sample")
class StoreIT {
    private static final String START = "?start=4.1";
    private static final int SEEKS = 4;
    private static final int CACHE = 16 << 20;
    private static final int MOST = 8 << 20;
    private static Site small;
    /** Takes files of 8 MB at most, and asks for no header. */
    private static Site limited;
    /** Asks for a date. */
    private static Site dated;
    private static byte[] cut;

    @BeforeAll
    static void open() throws Exception {
        RunRoot root = new RunRoot("small");
        root.cacheSize = String.valueOf(CACHE);
        small = Site.open(root);
        RunRoot other = new RunRoot("limited");
        other.records.put("cache.max_doc_size", MOST);
        other.records.put("http.cache.required_headers", 0);
        limited = Site.open(other);
        RunRoot third = new RunRoot("dated");
        third.records.put("http.cache.required_headers", 1);
        dated = Site.open(third);
        for (Site site : List.of(small, limited, dated)) {
            site.origin.serve("movie.mp4", Source.of(movie(3_000_000)));
            site.origin.serve("large.mp4", Source.of(movie(CACHE + 3_000_000)));
        }
        Source file = Source.of(movie(3_000_000));
        Source made = Pipeline.cut(Pipeline.indexAnywhere(file), file, "4.1");
        cut = made.read(0, Math.toIntExact(made.length()));
    }

    @AfterAll
    static void close() {
        small.close();
        limited.close();
        dated.close();
    }

    private static byte[] movie(int ahead) {
        MovieModel model = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        model.slackBefore = ahead;
        return model.bytes();
    }

    private static List<String> lines(Site site, String path) {
        return site.server.diags().lines().filter(line -> line.contains(path)).toList();
    }

    /** Seeks as often as they are worth, by clients of both kinds, and returns what that cost the origin. */
    private static long seek(Site site, String path) {
        for (int i = 0; i < SEEKS; i++) {
            for (Client client : site.clients()) {
                Reply reply = client.get(path + START);
                assertEquals(200, reply.status());
                assertArrayEquals(cut, reply.body(), () -> path + " " + reply);
            }
        }
        return site.origin.bytesFor(path);
    }

    private static void isNotFetched(Site site, String path, String why) {
        long fills = site.settled("fills");
        long refused = site.metric("fills_refused");
        long bytes = seek(site, path);
        assertEquals(fills, site.settled("fills"));
        assertEquals(refused + 2 * SEEKS, site.metric("fills_refused"));
        assertEquals(List.of(), site.origin.wholeRequestsFor(path));
        assertTrue(bytes <= 2L * SEEKS * (cut.length + (1 << 19)), () -> bytes + " bytes");
        assertEquals(1, lines(site, path).size(), () -> lines(site, path).toString());
        assertTrue(lines(site, path).get(0).contains(why), () -> lines(site, path).toString());
    }

    @ParameterizedTest
    @CsvSource({"NO_STORE, Cache-Control: no-store", "PRIVATE, 'Cache-Control: private, max-age=3600'"})
    void whatMayNotBeStored(Behaviour behaviour, String why) {
        isNotFetched(small, small.place(behaviour, "movie.mp4"), why);
    }

    @Test
    void whatIsLargerThanTheCache() {
        isNotFetched(small, small.place(Behaviour.PLAIN, "large.mp4"), "that the cache has room for");
    }

    @Test
    void whatIsLargerThanTheSettingAllows() {
        isNotFetched(limited, limited.place(Behaviour.PLAIN, "large.mp4"),
                "has more bytes than the " + MOST + " that proxy.config.cache.max_doc_size allows");
    }

    /** One line for all of them. */
    @Test
    void whatComesWithoutExpiry() {
        String setting = "proxy.config.http.cache.required_headers is 2";
        List<String> paths = List.of(small.place(Behaviour.NO_EXPIRY, "movie.mp4"),
                small.place(Behaviour.PUBLIC, "movie.mp4"), small.place(Behaviour.NO_EXPIRY, "movie.mp4"));
        for (String path : paths) {
            seek(small, path);
            assertEquals(0, small.origin.wholeRequestsFor(path).size());
        }
        assertEquals(1, small.server.diags().lines().filter(line -> line.contains(setting)).count());
        assertTrue(lines(small, paths.get(0)).get(0).contains(setting));
    }

    @ParameterizedTest
    @CsvSource({"small, PLAIN", "limited, PLAIN", "limited, NO_EXPIRY", "limited, PUBLIC", "dated, NO_EXPIRY"})
    void whatTheCacheTakesIsFetchedOnce(String name, Behaviour behaviour) {
        Site site = Map.of("small", small, "limited", limited, "dated", dated).get(name);
        String path = site.place(behaviour, "movie.mp4");
        seek(site, path);
        site.cached(path);
        assertEquals(1, site.origin.wholeRequestsFor(path).size());
        assertEquals(List.of(), lines(site, path));
        site.readsByRange(site.plain, path + START, cut);
    }

    /** Its parts say another length than it has, and all of it says none: it is read no further than the cache goes. */
    @Test
    void whatTurnsOutToBeLargerIsNotReadToItsEnd() {
        String path = small.place(Behaviour.PLAIN, "movie.mp4");
        Published huge = new Published(new byte[6 * CACHE], "ETag", "\"1\"").inChunks();
        small.origin.publish(path, request -> request.header("Range") == null ? huge : null);
        long refused = small.settled("fills_refused");
        assertArrayEquals(cut, small.plain.get(path + START).body());
        small.server.await("it is left off", () -> small.settled("fills_refused") == refused + 1);
        assertEquals(1, small.origin.wholeRequestsFor(path).size());
        assertEquals(1, lines(small, path).size());
        assertTrue(lines(small, path).get(0).contains("that the cache has room for"), lines(small, path)::toString);
        // It is not asked for again.
        seek(small, path);
        assertEquals(1, small.origin.wholeRequestsFor(path).size());
        assertTrue(small.origin.bytesFor(path) < 5L * CACHE, () -> small.origin.bytesFor(path) + " bytes");
    }
}
