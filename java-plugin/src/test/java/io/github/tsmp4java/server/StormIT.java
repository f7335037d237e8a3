package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Java heap so full that each call waits for a collection of garbage, and none of them for long. */
@Tag("sample")
class StormIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final String SEEK = "/plain/a.mp4" + Footage.START;
    private static final int CLIENTS = 3;

    /** Whether it is the cut; else it is the file. On a busy machine a call may last so long that it breaks a cut off. */
    private static boolean isCut(Client client, TrafficServer server) {
        byte[] body;
        try {
            body = client.get(SEEK).body();
        } catch (Client.Failed e) {
            assertTrue(server.diags().contains("the engine does not answer"), e::getMessage);
            return false;
        }
        assertTrue(Arrays.equals(body, MOVIE.file()) || Arrays.equals(body, MOVIE.cut()), () -> body.length + " bytes");
        return Arrays.equals(body, MOVIE.cut());
    }

    @Test
    @Tag("full")
    void newSeeksAreServedWholeUntilItIsOver() throws Exception {
        RunRoot root = new RunRoot("storm");
        root.records.put("exec_thread.limit", 2 * CLIENTS);
        FaultyEngine engine = new FaultyEngine(root);
        AtomicBoolean done = new AtomicBoolean();
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(
                        root.map("/", origin, engine.rule("--jvm-option=-Xmx48m")))) {
            Client client = Client.plain(server);
            assertTrue(isCut(client, server));
            engine.strike(FaultyEngine.Fault.STORM, "any");
            List<CompletableFuture<Void>> seeking = IntStream.range(0, CLIENTS).mapToObj(i -> CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    isCut(client, server);
                }
            })).toList();
            server.await("noticed", () -> server.diags().contains("the engine is slow"));
            server.await("told", () -> server.metric("plugin.tsmp4java.engine_stalled") == 1);
            long whole = server.metric("plugin.tsmp4java.untouched_stalled");
            server.await("served whole", () -> server.metric("plugin.tsmp4java.untouched_stalled") > whole + 100);
            // One is let in now and then, and shows that it is not over.
            assertEquals(1, server.metric("plugin.tsmp4java.engine_stalled"));
            engine.heal();
            server.await("back", () -> server.diags().lastIndexOf("the engine answers again")
                    > server.diags().lastIndexOf("the engine is slow"));
            done.set(true);
            seeking.forEach(CompletableFuture::join);
            server.await("cut again", () -> isCut(client, server));
            server.await("told", () -> server.metric("plugin.tsmp4java.engine_stalled") == 0);
            server.await("all ended", () -> server.metric("plugin.tsmp4java.seeks") == 0);
            assertArrayEquals(MOVIE.file(), client.get("/plain/a.mp4").body());
        } finally {
            done.set(true);
        }
    }
}
