package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread that plans with large moovs, which does not come back from it: its clients get the file, others their cuts. */
@Tag("sample")
class TaskThreadIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final long STALE_AFTER_MS = 2100;
    private static final String SMALL = "/plain/a.mp4" + Footage.START;

    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    @Tag("full")
    void whoWaitsForItGetsTheFile(String onMiss) throws Exception {
        Source large = new ManySamples(40_000, 16, true).source();
        byte[] file = large.read(0, Math.toIntExact(large.length()));
        RunRoot root = new RunRoot("task");
        root.records.put("task_threads", 1);
        FaultyEngine engine = new FaultyEngine(root);
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file())).serve("large.mp4", large);
                TrafficServer server = TrafficServer.start(root.map("/", origin, engine.rule("--on-miss=" + onMiss)))) {
            Client client = Client.plain(server);
            assertArrayEquals(MOVIE.cut(), client.get(SMALL).body());
            engine.strike(FaultyEngine.Fault.HANG, "plan");
            CompletableFuture<Reply> caught = CompletableFuture.supplyAsync(() ->
                    Client.plain(server).get("/plain/1/large.mp4" + Footage.START));
            server.await("caught", engine::hasStruck);
            CompletableFuture<Reply> behind = CompletableFuture.supplyAsync(() ->
                    Client.plain(server).get("/plain/2/large.mp4" + Footage.START));
            // Its index is known: no plan is made of it.
            assertArrayEquals(MOVIE.cut(), client.get(SMALL).body(), server::logs);
            assertArrayEquals(file, caught.join().body(), server::logs);
            assertArrayEquals(file, behind.join().body(), server::logs);
            assertEquals(1, server.diags().lines().filter(line -> line.contains("/plain/1/large.mp4: declined: its index"))
                    .count(), server::diags);
            server.await("noticed", () -> server.diags().contains("the engine does not answer"));
            assertArrayEquals(MOVIE.file(), client.get(SMALL).body());
            engine.heal();
            server.await("back", () -> server.diags().contains("the engine answers again"));
            assertArrayEquals(MOVIE.cut(), client.get(SMALL).body());
            assertArrayEquals(Pipeline.cutBytes(large, "10.5"), client.get("/plain/2/large.mp4" + Footage.START).body());
            server.await("all ended", () -> server.metric("plugin.tsmp4java.seeks") == 0);
            assertTrue(server.alive());
        }
    }

    /** The origin is asked for a stale file after that; the plan that was given up may still be under way. */
    @Test
    @Tag("full")
    void whoGaveItsPlanUpDoesNotWaitForItAgain() throws Exception {
        Source large = new ManySamples(40_000, 16, true).source();
        byte[] file = large.read(0, Math.toIntExact(large.length()));
        RunRoot root = new RunRoot("given-up");
        FaultyEngine engine = new FaultyEngine(root);
        try (Origin origin = new Origin().serve("large.mp4", large);
                TrafficServer server = TrafficServer.start(root.map("/", origin, engine.rule()))) {
            Client client = Client.plain(server);
            String stale = "/short_lived/1/large.mp4";
            assertArrayEquals(file, client.get(stale).body());
            Thread.sleep(STALE_AFTER_MS);
            engine.strike(FaultyEngine.Fault.HANG, "planning");
            assertArrayEquals(file, client.get(stale + Footage.START).body(), server::logs);
            assertTrue(engine.hasStruck());
            assertTrue(server.diags().contains("/short_lived/1/large.mp4: declined: its plan is not made in time"), server::diags);
            engine.heal();
            server.await("all ended", () -> server.metric("plugin.tsmp4java.seeks") == 0);
            assertArrayEquals(Pipeline.cutBytes(large, "10.5"), client.get(stale + Footage.START).body());
            assertTrue(server.alive());
        }
    }
}
