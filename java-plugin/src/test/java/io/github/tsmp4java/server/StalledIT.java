package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine that does not come back from a call: threads that are in it wait, all others go on without it. */
@Tag("sample")
class StalledIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final int THREADS = 4;

    private static long lines(TrafficServer server, String text) {
        return server.diags().lines().filter(line -> line.contains(text)).count();
    }

    private static String statistics(TrafficServer server) {
        return new String(Client.plain(server).get("/_stats").body(), StandardCharsets.ISO_8859_1);
    }

    /** Its head is made as its client takes it. */
    @Test
    void aCutWhoseBytesAreStillToBeMadeIsBrokenOff() throws Exception {
        Source large = new ManySamples(400_000, 8, true).source();
        RunRoot root = new RunRoot("unmade");
        root.records.put("exec_thread.limit", THREADS);
        FaultyEngine engine = new FaultyEngine(root);
        List<Http2Connection> connections = new ArrayList<>();
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file())).serve("large.mp4", large);
                TrafficServer server = TrafficServer.start(root.map("/", origin, engine.rule("--on-miss=stream")))) {
            List<HeldStream> held = new ArrayList<>();
            for (int i = 0; i < 2 * THREADS; i++) {
                connections.add(new Http2Connection(server));
                held.add(connections.get(i).get("/plain/large.mp4?start=3", false));
                held.get(i).awaitHeaders();
            }
            engine.strike(FaultyEngine.Fault.HANG, "open");
            CompletableFuture<Reply> caught = CompletableFuture.supplyAsync(() ->
                    Client.plain(server).get("/plain/a.mp4" + Footage.START));
            server.await("noticed", () -> lines(server, "the engine does not answer") == 1);
            List<CompletableFuture<Object>> broken = held.stream().map(each -> CompletableFuture.supplyAsync(() -> {
                each.open();
                return (Object) each.digest();
            })).toList();
            // Those of the thread that waits, wait with it.
            server.await("broken off", () -> broken.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
            assertTrue(broken.stream().noneMatch(each -> each.isDone() && !each.isCompletedExceptionally()));
            engine.heal();
            caught.join();
            server.await("back", () -> lines(server, "the engine answers again") == 1);
        } finally {
            connections.forEach(Http2Connection::close);
        }
    }

    static Stream<String> calls() {
        return Sampled.of(2, List.of("open", "collect", "plan", "close"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void othersAreServedWholeUntilItComesBack(String call) throws Exception {
        RunRoot root = new RunRoot("stalled");
        root.records.put("exec_thread.limit", THREADS);
        FaultyEngine engine = new FaultyEngine(root);
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, engine.rule()))) {
            assertArrayEquals(MOVIE.cut(), Client.plain(server).get("/plain/0/a.mp4" + Footage.START).body());
            // Connections go round the threads. One of them adds up the metrics: the one that waits is to be another.
            assertEquals(200, Client.plain(server).get("/plain/0/a.mp4").status());
            engine.strike(FaultyEngine.Fault.HANG, call);
            CompletableFuture<Reply> caught = CompletableFuture.supplyAsync(() ->
                    Client.plain(server).get("/plain/caught/a.mp4" + Footage.START));
            server.await("noticed", () -> lines(server, "the engine does not answer") == 1);
            // A connection may be given to the thread that waits: not all of them can be.
            List<CompletableFuture<Reply>> others = new ArrayList<>();
            List<CompletableFuture<String>> told = new ArrayList<>();
            for (int i = 0; i < 2 * THREADS; i++) {
                others.add(CompletableFuture.supplyAsync(() ->
                        Client.plain(server).get("/plain/0/a.mp4" + Footage.START)));
            }
            server.await("answered without it", () -> others.stream().anyMatch(CompletableFuture::isDone));
            server.await("told", () -> {
                told.add(CompletableFuture.supplyAsync(() -> statistics(server)));
                return told.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join)
                        .anyMatch(all -> all.contains("\"plugin.tsmp4java.engine_stalled\": \"1\""));
            });
            byte[] whole = others.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow().join().body();
            assertArrayEquals(MOVIE.file(), whole);
            engine.heal();
            server.await("back", () -> lines(server, "the engine answers again") == 1);
            List<CompletableFuture<Reply>> all = new ArrayList<>(others);
            all.add(caught);
            for (CompletableFuture<Reply> each : all) {
                byte[] body = each.join().body();
                assertTrue(Arrays.equals(body, MOVIE.file()) || Arrays.equals(body, MOVIE.cut()), () -> each.join() + server.logs());
            }
            assertArrayEquals(MOVIE.cut(), Client.plain(server).get("/plain/0/a.mp4" + Footage.START).body());
            server.settle();
            assertEquals(0, server.metric("plugin.tsmp4java.engine_stalled"));
            assertTrue(server.metric("plugin.tsmp4java.untouched_stalled") > 0);
            assertEquals(0, server.metric("plugin.tsmp4java.seeks"));
            assertEquals(1, lines(server, "the engine does not answer"), server::diags);
        }
    }
}
