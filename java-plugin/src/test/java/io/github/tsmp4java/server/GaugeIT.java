package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the metrics say of this process: not of one that has died, and not of the rule that was loaded last. */
@Tag("sample")
class GaugeIT {
    private static final Footage MOVIE = Footage.of(true, 1);

    @Test
    @Tag("full")
    void aProcessThatTakesTheNextOnesPlaceBeginsAtZero() throws Exception {
        RunRoot root = new RunRoot("crash");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()))) {
            TrafficServer server = TrafficServer.startManaged(root.map("/", origin, Plugin.rule()));
            try {
                Client client = Client.plain(server);
                server.await("counted", () -> client.get("/plain/a.mp4" + Footage.START).body().length > 0
                        && metric(server, "indexes") == 1 && metric(server, "index_bytes") > 0
                        && metric(server, "cuts") > 0);
                long dead = server.pid();
                // No client that would ask the next process again.
                try (Socket held = new Socket("127.0.0.1", root.port)) {
                    held.getOutputStream().write(("GET /silent_ranges/a.mp4" + Footage.START
                            + " HTTP/1.1\r\nHost: 127.0.0.1:" + root.port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    // The manager, where there is one, learns of it later.
                    server.await("held", () -> server.control("metric", "match", "tsmp4java.seeks")
                            .strip().endsWith(" 1"));
                    ProcessHandle process = ProcessHandle.of(dead).orElseThrow();
                    assertTrue(process.destroyForcibly());
                    process.onExit().join();
                }
                if (!Installation.underTest().hasManager()) {
                    server.close();
                }
                try (TrafficServer alive = Installation.underTest().hasManager() ? server
                        : TrafficServer.startManaged(root)) {
                    alive.await("back", () -> alive.pid() != dead && answers(alive));
                    // Two rounds: what the manager kept comes with the first one.
                    alive.settle();
                    alive.settle();
                    for (String each : new String[] {"seeks", "indexes", "index_bytes", "cuts"}) {
                        assertEquals(0, metric(alive, each), each);
                    }
                    assertEquals(1, metric(alive, "engine_up"));
                    assertArrayEquals(MOVIE.cut(), Client.plain(alive).get("/plain/a.mp4" + Footage.START).body());
                }
            } finally {
                server.close();
            }
        }
    }

    private static long metric(TrafficServer server, String name) {
        return server.metric("plugin.tsmp4java." + name);
    }

    private static boolean answers(TrafficServer server) {
        try {
            return Client.plain(server).get("/_stats").status() == 200;
        } catch (Client.Failed e) {
            return false;
        }
    }

    @Test
    @Tag("full")
    void theEngineIsUpWhateverOtherCopiesOfThePluginLack() throws Exception {
        RunRoot root = new RunRoot("two-copies");
        Path bare = Plugin.copy(root, "bare");
        Files.delete(bare.resolveSibling("tsmp4java").resolve("tsmp4java.jar"));
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.startManaged(root.map("/plain/", origin, Plugin.rule())
                        .map("/bare/", origin, "@plugin=" + bare))) {
            Client client = Client.plain(server);
            assertArrayEquals(MOVIE.cut(), client.get("/plain/a.mp4" + Footage.START).body());
            assertArrayEquals(MOVIE.file(), client.get("/bare/a.mp4" + Footage.START).body());
            server.settle();
            assertEquals(1, metric(server, "engine_up"), "one of two has an engine");
            root.map("/weak/", origin, Plugin.rule(bare, "--if-unavailable=refuse"));
            server.reload();
            assertTrue(server.diags().contains("remap.config failed to load"), server::diags);
            server.settle();
            assertEquals(1, metric(server, "engine_up"), "the rules of before still hold");
            root.forgetRules();
            root.map("/bare/", origin, Plugin.rule(bare, "--if-unavailable=pass"));
            server.reload();
            server.await("down", () -> metric(server, "engine_up") == 0);
            root.map("/plain/", origin, Plugin.rule());
            server.reload();
            server.await("up", () -> metric(server, "engine_up") == 1);
            assertArrayEquals(MOVIE.cut(), client.get("/plain/a.mp4" + Footage.START).body());
        }
    }
}
