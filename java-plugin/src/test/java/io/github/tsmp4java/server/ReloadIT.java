package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to rules and seeks when remap.config is loaded again. */
@Tag("sample")
class ReloadIT {
    private static byte[] file;
    private static byte[] cut;

    @BeforeAll
    static void read() throws Exception {
        file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        cut = Pipeline.cutBytes(Source.of(file), "10.5");
    }

    @Test
    @Tag("full")
    void aReloadIsRefusedWithoutAVirtualMachineOrAJar() throws Exception {
        RunRoot root = new RunRoot("refused");
        Path noJar = Plugin.copy(root, "no-jar");
        Files.delete(noJar.resolveSibling("tsmp4java").resolve("tsmp4java.jar"));
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file));
                TrafficServer server = TrafficServer.startManaged(root.map("/plain/", origin))) {
            Client client = Client.plain(server);
            root.map("/bare/", origin, Plugin.rule("--jvm-path=/nowhere/libjvm.so"));
            server.reload();
            assertTrue(server.diags().contains("/nowhere/libjvm.so"), server::diags);
            assertEquals(404, client.get("/bare/a.mp4").status(), "the rules of before still hold");
            assertEquals(200, client.get("/plain/a.mp4").status());
            root.forgetRules();
            root.map("/plain/", origin).map("/bare/", origin, "@plugin=" + noJar);
            server.reload();
            assertTrue(server.diags().contains("tsmp4java.jar"), server::diags);
            assertEquals(404, client.get("/bare/a.mp4").status());
            root.forgetRules();
            root.map("/bare/", origin, Plugin.rule("--moov-max=lots"));
            server.reload();
            assertTrue(server.diags().contains("--moov-max"), server::diags);
            root.forgetRules();
            root.map("/bare/", origin, Plugin.rule());
            server.reload();
            assertArrayEquals(cut, client.get("/bare/a.mp4?start=10.5").body());
        }
    }

    @Test
    void seeksGoOnWhileThePluginIsReplaced() throws Exception {
        RunRoot root = new RunRoot("replaced");
        Path plugin = Plugin.copy(root, "plugin");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file));
                TrafficServer server = TrafficServer.startManaged(root.map("/", origin, "@plugin=" + plugin))) {
            Client client = Client.plain(server);
            assertArrayEquals(cut, client.get("/plain/0/a.mp4?start=10.5").body());
            for (int i = 1; i <= 3; i++) {
                String slow = "/slow/" + i + "/a.mp4?start=10.5";
                CompletableFuture<byte[]> running = CompletableFuture.supplyAsync(() -> client.get(slow).body());
                Files.setLastModifiedTime(plugin, FileTime.fromMillis(System.currentTimeMillis() - i * 60_000L));
                server.reload();
                assertArrayEquals(cut, client.get("/plain/" + i + "/a.mp4?start=10.5").body());
                assertArrayEquals(cut, Client.http2(server).get("/plain/" + i + "/a.mp4?start=10.5").body());
                assertArrayEquals(cut, running.join());
            }
            server.await("up", () -> server.metric("plugin.tsmp4java.engine_up") == 1);
            assertEquals(4, server.diags().lines().filter(line -> line.matches(".* NOTE: .*, 2 rules; Java .*")).count(),
                    "the start and each reload");
        }
    }
}
