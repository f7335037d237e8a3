package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a range that the plugin sets could go wrong: it chooses bytes of the cache, and nobody else ever sees it. */
@Tag("sample")
class PresetIT {
    private static final long STALE_AFTER_MS = 2100;
    private static final String TAG = "\"one\"";
    /** What makes any copy a stale one, for one request. */
    private static final String[] STALE = {"Cache-Control", "max-age=0"};
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("preset");
        root.records.put("http.cache.ignore_client_no_cache", 0);
        root.records.put("http.cache.ignore_client_cc_max_age", 0);
        site = Site.open(root, "--on-miss=stream");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Footage> footage() {
        return Footage.both().stream();
    }

    /** In the cache, with its index known. */
    private static String warm(Footage footage, Published published) {
        String path = site.place(footage.name(), published);
        site.plain.get(path);
        site.cached(path);
        assertArrayEquals(footage.cut(), site.plain.get(path + Footage.START).body());
        return path;
    }

    private static Published lasting(Footage footage) {
        return new Published(footage.file(), "ETag", TAG, "Last-Modified", OriginAnswer.MODIFIED);
    }

    private static Published brief(Footage footage) {
        return lasting(footage).with("Cache-Control", "max-age=1");
    }

    /** The origin's answers to what was asked since; no request has what the plugin asks of the cache alone. */
    private static List<Origin.Request> asked(String path) {
        List<Origin.Request> all = site.origin.requestsFor(path);
        all.forEach(request -> {
            assertEquals(null, request.header("Range"), request::toString);
            assertEquals(null, request.header("If-Range"), request::toString);
        });
        return all;
    }

    @ParameterizedTest
    @MethodSource("footage")
    void anHttp10ClientTakesTheFastWay(Footage footage) throws IOException {
        String path = warm(footage, lasting(footage));
        long pread = site.settled("pread");
        try (Wire wire = new Wire(site.server)) {
            for (int i = 0; i < 3; i++) {
                Wire.Answer answer = wire.ask("GET " + path + Footage.START + " HTTP/1.0", "Connection: keep-alive");
                assertEquals(200, answer.status());
                assertEquals("keep-alive", answer.header("Connection").toLowerCase(java.util.Locale.ROOT));
                assertArrayEquals(footage.cut(), answer.body());
                answer = wire.ask("GET " + path + Footage.START + " HTTP/1.0", "Connection: keep-alive",
                        "Range: bytes=7-9");
                assertEquals(206, answer.status());
                assertArrayEquals(Arrays.copyOfRange(footage.cut(), 7, 10), answer.body());
            }
        }
        try (Wire wire = new Wire(site.server)) {
            wire.send("GET " + path + Footage.START + " HTTP/1.0");
            assertEquals(200, wire.head().status());
            assertArrayEquals(footage.cut(), wire.read(Integer.MAX_VALUE), "the end of the connection ends it");
        }
        site.server.await("preads", () -> site.metric("pread") == pread + 7);
        assertEquals(1, asked(path).size());
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aFileThatIsBeingWrittenIsNotWaitedFor(Footage footage) {
        for (Client client : site.clients()) {
            Published held = lasting(footage).holdingAt(footage.file().length / 2);
            Published free = lasting(footage);
            AtomicInteger count = new AtomicInteger();
            String path = site.place(Behaviour.PLAIN, footage.name());
            site.origin.publish(path, request -> count.getAndIncrement() == 0 ? held : free);
            CompletableFuture<Reply> whole = CompletableFuture.supplyAsync(() -> site.plain.get(path));
            held.awaitHeld();
            List<CompletableFuture<Reply>> seeks = Stream.generate(() -> CompletableFuture.supplyAsync(
                    () -> client.get(path + Footage.START))).limit(3).toList();
            CompletableFuture.allOf(seeks.toArray(CompletableFuture[]::new)).join();
            held.release();
            for (CompletableFuture<Reply> seek : seeks) {
                byte[] body = seek.join().body();
                assertTrue(Arrays.equals(footage.cold(), body) || Arrays.equals(footage.cut(), body), seek.join()::toString);
            }
            assertArrayEquals(footage.file(), whole.join().body());
            asked(path);
            site.cached(path);
            site.readsByRange(client, path + Footage.START, footage.cut());
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aClientThatWantsItFreshHasItRevalidated(Footage footage) {
        for (Client client : site.clients()) {
            String path = warm(footage, lasting(footage));
            Reply reply = client.get(path + Footage.START, "Cache-Control", "no-cache");
            assertArrayEquals(footage.cut(), reply.body(), reply::toString);
            assertEquals(2, asked(path).size());
            reply = client.get(path + Footage.START, "Authorization", "Basic YTpi");
            assertArrayEquals(footage.cut(), reply.body(), reply::toString);
            asked(path);
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aFreshFileThatMustBeRevalidatedMayHaveChanged(Footage footage) {
        Footage other = Footage.of(footage.name().equals("first.mp4"), 2);
        for (Client client : site.clients()) {
            Published published = lasting(footage);
            String path = warm(footage, published);
            published.replace(other.file(), "ETag", "\"two\"");
            Reply reply = client.get(path + Footage.START, "Cache-Control", "no-cache");
            assertArrayEquals(other.cold(), reply.body(), reply::toString);
            assertEquals(2, asked(path).size());
            site.cached(path);
            site.readsByRange(client, path + Footage.START, other.cut());
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aStaleFileThatIsUnchangedIsReadByItsRange(Footage footage) throws Exception {
        for (Client client : site.clients()) {
            String path = warm(footage, brief(footage));
            Thread.sleep(STALE_AFTER_MS);
            long pread = site.settled("pread");
            Reply reply = client.get(path + Footage.START);
            assertArrayEquals(footage.cut(), reply.body(), reply::toString);
            site.server.await("read by its range", () -> site.metric("pread") == pread + 1);
            Thread.sleep(STALE_AFTER_MS);
            reply = client.get(path + Footage.START, "Range", "bytes=-100");
            assertEquals(206, reply.status());
            int length = footage.cut().length;
            assertArrayEquals(Arrays.copyOfRange(footage.cut(), length - 100, length), reply.body());
            assertEquals(3, asked(path).size());
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aStaleFileThatHasChangedIsTheNewOne(Footage footage) throws Exception {
        Footage other = Footage.of(footage.name().equals("first.mp4"), 2);
        for (Client client : site.clients()) {
            Published published = lasting(footage);
            String path = warm(footage, published);
            published.replace(other.file(), "ETag", "\"two\"", "Cache-Control", "max-age=3600");
            Reply reply = client.get(path + Footage.START, STALE);
            assertArrayEquals(other.cold(), reply.body(), reply::toString);
            assertEquals(2, asked(path).size());
            site.cached(path);
            site.readsByRange(client, path + Footage.START, other.cut());
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aStaleFileIsServedWhileTheOriginFails(Footage footage) throws Exception {
        for (Client client : site.clients()) {
            Published published = lasting(footage);
            String path = warm(footage, published);
            published.answering("503 Service Unavailable");
            Reply reply = client.get(path + Footage.START, STALE);
            assertEquals(200, reply.status(), reply::toString);
            assertArrayEquals(footage.cut(), reply.body(), reply::toString);
            asked(path);
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void whatTheClientAsksForItselfIsOfTheCut(Footage footage) throws Exception {
        int length = footage.cut().length;
        for (Client client : site.clients()) {
            String path = warm(footage, lasting(footage));
            String seek = path + Footage.START;
            String tag = client.get(seek).header("ETag");
            for (boolean stale : List.of(false, true)) {
                assertEquals(304, get(client, seek, stale, "If-None-Match", tag).status());
                assertEquals(200, get(client, seek, stale, "If-None-Match", TAG).status());
                assertEquals(412, get(client, seek, stale, "If-Match", TAG).status());
                assertEquals(200, get(client, seek, stale, "If-Match", tag).status());
                assertEquals(416, get(client, seek, stale, "Range", "bytes=" + length + "-").status());
                assertEquals(304, get(client, seek, stale, "If-Modified-Since", OriginAnswer.MODIFIED).status());
                Reply part = get(client, seek, stale, "Range", "bytes=5-9", "If-Range", tag);
                assertEquals(206, part.status());
                assertArrayEquals(Arrays.copyOfRange(footage.cut(), 5, 10), part.body());
                Reply whole = get(client, seek, stale, "Range", "bytes=5-9", "If-Range", OriginAnswer.MODIFIED);
                assertEquals(200, whole.status());
                assertArrayEquals(footage.cut(), whole.body());
                whole = get(client, seek, stale, "Range", "bytes=5-9,20-29");
                assertEquals(200, whole.status());
                assertArrayEquals(footage.cut(), whole.body());
                int asked = asked(path).size();
                assertEquals(stale, asked > 1, "the origin is asked of what is stale");
            }
        }
    }

    private static Reply get(Client client, String target, boolean stale, String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + (stale ? STALE.length : 0));
        System.arraycopy(STALE, 0, all, fields.length, all.length - fields.length);
        return client.get(target, all);
    }

    @ParameterizedTest
    @MethodSource("footage")
    void headSaysWhatGetSays(Footage footage) throws Exception {
        for (Client client : site.clients()) {
            String path = warm(footage, lasting(footage).with("Content-Language", "en"));
            Reply stale = client.send("HEAD", path + Footage.START, STALE);
            assertTrue(List.of("", String.valueOf(footage.cut().length)).contains(stale.header("Content-Length")),
                    stale::toString);
            assertNotEquals(TAG, stale.header("ETag"));
            Reply get = client.get(path + Footage.START);
            Reply head = client.send("HEAD", path + Footage.START);
            assertEquals(get.status(), head.status());
            for (String name : List.of("Content-Length", "ETag", "Accept-Ranges", "Last-Modified", "Content-Type",
                    "Content-Language", "Cache-Control")) {
                assertNotEquals("", get.header(name), name);
                assertEquals(get.header(name), head.header(name), name);
            }
        }
    }

    /** Answers that Traffic Server makes itself close the transform before it was opened. */
    @ParameterizedTest
    @MethodSource("footage")
    void answersWithoutTheFileLeaveTheConnectionUsable(Footage footage) throws IOException {
        String path = warm(footage, lasting(footage)) + Footage.START;
        List<String> fields = List.of("If-Modified-Since: " + OriginAnswer.MODIFIED,
                "If-Unmodified-Since: Sun, 01 Nov 2026 00:00:00 GMT", "If-None-Match: *", "If-Match: \"x\"",
                "Range: bytes=" + footage.cut().length + "-");
        List<Integer> statuses = List.of(304, 412, 304, 412, 416);
        try (Wire wire = new Wire(site.server)) {
            for (int i = 0; i < fields.size(); i++) {
                assertEquals(statuses.get(i), wire.get(path, fields.get(i)).status(), fields.get(i));
                assertArrayEquals(footage.cut(), wire.get(path).body());
                assertEquals(200, wire.ask("HEAD " + path + " HTTP/1.1").status());
            }
            Wire.Answer refused = wire.get(path.replace("10.5", "-1"));
            assertEquals(400, refused.status());
            assertEquals("close", refused.header("Connection"));
            assertEquals(0, wire.read(1).length);
        }
    }
}
