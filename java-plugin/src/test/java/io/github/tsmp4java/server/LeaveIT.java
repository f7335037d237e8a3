package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that leave at any moment: the server lives, nothing is held for them, and the next one is served. */
@Tag("sample")
class LeaveIT {
    private static final int TIMES = 20;
    private static final int MOST_MS = 12;
    /** What digits more in a path may add to what its index is remembered by. */
    private static final long LONGER_PATH = 64;
    private static long indexBytes;
    private static Site site;

    /** When the client goes. */
    private enum Stage { AT_ONCE, BEFORE_THE_ANSWER, IN_THE_HEAD, IN_THE_MEDIA }

    @BeforeAll
    static void open() {
        site = Site.open("leave", "--on-miss=stream");
        String path = place(Footage.of(true, 1), "known");
        site.server.await("counted", () -> {
            site.plain.get(path + Footage.START);
            return site.metric("indexes") == 1;
        });
        indexBytes = site.metric("index_bytes") + LONGER_PATH;
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Arguments> stages() {
        return Footage.both().stream().flatMap(footage -> Stream.of("fresh", "known", "stale", "cold")
                .flatMap(cache -> Arrays.stream(Stage.values()).map(stage -> Arguments.of(footage, cache, stage))));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void nothingIsLeftOfAClientThatLeaves(Footage footage, String cache, Stage stage) throws Exception {
        Random random = new Random(stage.ordinal());
        String path = "";
        for (int i = 0; i < TIMES; i++) {
            if (i == 0 || cache.equals("cold") || cache.equals("fresh")) {
                path = place(footage, cache);
            }
            leave(path + Footage.START, footage, stage, random, i % 2 == 0);
        }
        String last = path;
        for (Client client : site.clients()) {
            Reply reply = client.get(last + Footage.START);
            assertTrue(Arrays.equals(footage.cut(), reply.body()) || Arrays.equals(footage.cold(), reply.body()),
                    reply::toString);
        }
        // Whoever brought it in has left: it is in the cache all the same, after a while.
        site.cached(last);
        assertArrayEquals(footage.file(), site.plain.get(last).body());
        if (!cache.equals("stale")) {
            // What filled the cache may end a moment after the file is there: until then seeks pass it by.
            site.server.await("the end of the fill", () -> {
                long pread = site.settled("pread");
                site.plain.get(last + Footage.START);
                return site.settled("pread") > pread;
            });
            site.readsByRange(site.plain, last + Footage.START, footage.cut());
        }
        nothingIsHeld();
    }

    /** A file that is cached, with or without its index known, or stale with it, or at the origin alone. */
    private static String place(Footage footage, String cache) {
        Published published = new Published(footage.file(), "ETag", "\"1\"");
        String path = site.place(footage.name(), published);
        if (!cache.equals("cold")) {
            site.plain.get(path);
            site.cached(path);
        }
        if (cache.equals("known") || cache.equals("stale")) {
            site.plain.get(path + Footage.START);
        }
        if (cache.equals("stale")) {
            // Revalidated once, it is stale from then on.
            published.with("Cache-Control", "max-age=1", "Date", "Mon, 02 Nov 2026 03:04:05 GMT");
            site.plain.send("PURGE", path);
            site.plain.get(path);
            int asked = site.origin.requestsFor(path).size();
            assertArrayEquals(footage.cut(), site.plain.get(path + Footage.START).body());
            assertEquals(asked + 1, site.origin.requestsFor(path).size(), "it is not stale");
        }
        return path;
    }

    private static void leave(String target, Footage footage, Stage stage, Random random, boolean http2)
            throws Exception {
        if (http2) {
            try (Http2Connection connection = new Http2Connection(site.server)) {
                HeldStream stream = connection.get(target, true);
                if (stage == Stage.BEFORE_THE_ANSWER) {
                    Thread.sleep(random.nextInt(MOST_MS));
                } else if (stage != Stage.AT_ONCE) {
                    stream.awaitHeaders();
                }
                if (stage == Stage.IN_THE_MEDIA) {
                    Thread.sleep(random.nextInt(MOST_MS));
                }
            }
            return;
        }
        int head = head(footage);
        try (Wire wire = new Wire(site.server)) {
            wire.send("GET " + target + " HTTP/1.1");
            switch (stage) {
                case AT_ONCE -> { }
                case BEFORE_THE_ANSWER -> Thread.sleep(random.nextInt(MOST_MS));
                case IN_THE_HEAD -> readSome(wire, random.nextInt(head));
                case IN_THE_MEDIA -> readSome(wire, head + random.nextInt(footage.cut().length - head));
            }
        }
    }

    private static void readSome(Wire wire, int bytes) throws IOException {
        assertEquals(200, wire.head().status());
        assertEquals(bytes, wire.read(bytes).length);
    }

    private static int head(Footage footage) {
        return RawBox.parse(Source.of(footage.cut()), false).stream().filter(box -> box.type().equals("mdat"))
                .mapToInt(box -> Math.toIntExact(box.at())).findFirst().orElseThrow();
    }

    /** No seek is under way, and of the budget no more is taken than indexes of these files take. */
    private static void nothingIsHeld() {
        site.server.await("let go", () -> site.metric("seeks") == 0);
        String none = site.place("none.mp4", new Published(new byte[0]).answering("404 Not Found")) + "?start=1";
        site.server.await("given back", () -> {
            // What the engine has counted is taken over when a seek ends.
            site.plain.get(none);
            return site.metric("index_bytes") <= site.metric("indexes") * indexBytes;
        });
    }
}
