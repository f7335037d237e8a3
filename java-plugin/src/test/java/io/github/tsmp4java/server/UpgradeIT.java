package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many new files of the plugin while the server runs: each has an engine of its own, which goes with it. */
@Tag("sample")
class UpgradeIT {
    /** More show no more: -Dupgrades=30 takes two minutes. */
    private static final int UPGRADES = Integer.getInteger("upgrades", System.getProperty("full") == null ? 3 : 6);
    private static final String SEEK = "/plain/a.mp4?start=10.5";

    private final RunRoot root = new RunRoot("upgrades");
    private byte[] cut;
    private Path plugin;
    private Origin origin;
    private TrafficServer server;
    private int upgrades;

    @BeforeEach
    void open() throws Exception {
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        cut = Pipeline.cutBytes(Source.of(file), "10.5");
        Path folder = Files.createDirectory(root.folder.resolve("plugin"));
        Command.run("cp", "-r", Plugin.path().toString(), Plugin.path().resolveSibling("tsmp4java").toString(),
                folder.toString()).good();
        plugin = folder.resolve("libtsmp4java.so");
        origin = new Origin().serve("a.mp4", Source.of(file));
        // The client of a transfer that is held back takes nothing over some reloads.
        root.records.put("http.transaction_no_activity_timeout_in", 120);
        server = TrafficServer.startManaged(root.map("/", origin, "@plugin=" + plugin));
    }

    @AfterEach
    void close() {
        server.close();
        origin.close();
    }

    /** A file that is newer, for Traffic Server, and a seek with it. */
    private void upgrade() throws IOException {
        upgrades++;
        Files.setLastModifiedTime(plugin, FileTime.fromMillis(System.currentTimeMillis() - upgrades * 60_000L));
        server.reload();
        assertArrayEquals(cut, Client.plain(server).get(SEEK).body());
    }

    /** Copies of the plugin in memory. */
    private long copies() {
        return server.proc().copies("libtsmp4java.so");
    }

    private Stream<String> jcmd(String command) {
        return Command.run("jcmd", Long.toString(server.pid()), command).good().out().lines();
    }

    /** Class loaders of engines. */
    private long engines() {
        return jcmd("VM.classloader_stats").filter(line -> line.contains("java.net.URLClassLoader")).count();
    }

    private String metaspace() {
        return jcmd("VM.metaspace").filter(line -> line.contains("Both:")).findFirst().orElseThrow().strip();
    }

    @Test
    @Tag("full")
    void thereAreNeverMoreThanTwoEngines() throws Exception {
        assertEquals(1, engines());
        for (int i = 0; i < UPGRADES; i++) {
            upgrade();
            // That of the first copy, whose code the VM keeps addresses of, and the newest.
            server.await("two copies, there are " + copies(), () -> copies() == 2);
            server.await("two engines, there are " + engines(), () -> engines() <= 2);
            System.out.println("after upgrade " + upgrades + ": " + metaspace());
        }
    }

    @Test
    @Tag("full")
    void anOldTransferEndsOnItsEngine() throws Exception {
        upgrade();
        try (Http2Connection connection = new Http2Connection(server)) {
            HeldStream held = connection.get(SEEK, false);
            held.awaitHeaders();
            upgrade();
            server.await("one copy more for the transfer", () -> copies() == 3);
            upgrade();
            upgrade();
            server.await("none more for the others", () -> copies() == 3);
            server.await("an engine more for it", () -> engines() <= 3);
            assertTrue(engines() >= 2);
            held.open();
            assertEquals(HeldStream.digest(cut), held.digest());
        }
        server.await("gone with its transfer", () -> copies() == 2);
        upgrade();
        server.await("two engines", () -> engines() <= 2);
    }

    @Test
    @Tag("full")
    void anEngineThatNoRuleUsesStops() throws Exception {
        upgrade();
        root.forgetRules();
        root.map("/", origin);
        server.reload();
        server.await("only the copy that the VM keeps", () -> copies() == 1);
        root.forgetRules();
        root.map("/", origin, "@plugin=" + plugin);
        server.reload();
        assertArrayEquals(cut, Client.plain(server).get(SEEK).body());
        server.await("two engines", () -> engines() <= 2);
    }
}
