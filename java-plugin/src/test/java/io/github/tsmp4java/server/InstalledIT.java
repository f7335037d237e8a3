package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With the least it needs: the user trafficserver, an environment without HOME, all of the file system read-only but
 * for Traffic Server's own folders, and nothing executable in those, nor in /tmp.
 */
@Tag("sample")
class InstalledIT {
    private static final byte[] FILE = MediaFile.made("h264_25fps_gop50.mp4").bytes();

    @Test
    void playsAsTrafficServersOwnUser() throws Exception {
        plays(Confinement.Tmp.WRITABLE, root -> Confinement.start(root, Confinement.Tmp.WRITABLE));
    }

    @Test
    void playsWithoutAnyPrivilege() throws Exception {
        String status = plays(Confinement.Tmp.WRITABLE,
                root -> Confinement.startUnprivileged(root, Confinement.Tmp.WRITABLE));
        assertTrue(status.contains("NoNewPrivs:\t1\n"), status);
        for (String capabilities : Set.of("CapPrm", "CapEff", "CapBnd")) {
            assertTrue(status.contains(capabilities + ":\t0000000000000000\n"), status);
        }
    }

    @Test
    void playsWhereTmpMayNotBeWritten() throws Exception {
        plays(Confinement.Tmp.READ_ONLY, root -> Confinement.startUnprivileged(root, Confinement.Tmp.READ_ONLY));
    }

    /** As Debian mounts /run: Traffic Server loads a copy of each plugin from there, where it is not told otherwise. */
    @Test
    void isNotLoadedFromWhereNothingMayBeExecuted() throws Exception {
        RunRoot root = installed();
        root.records.remove("plugin.dynamic_reload_mode");
        try (Origin origin = new Origin()) {
            root.map("/", origin, "@plugin=" + root.folder.resolve("libtsmp4java.so"));
            Confinement.giveFolders(root);
            try (TrafficServer server = Confinement.startDoomed(root, Confinement.Tmp.WRITABLE)) {
                server.awaitEnd();
                assertTrue(server.diags().contains("failed to map segment from shared object"), server.logs());
            }
        }
    }

    /** HotSpot would end Traffic Server, and its manager would start it again, and so on. */
    @Test
    void isServedWholeWhereWrittenMemoryMayNotBeExecuted() throws Exception {
        RunRoot root = installed();
        try (Origin origin = new Origin().serve("a.mp4", Source.of(FILE))) {
            root.map("/", origin, "@plugin=" + root.folder.resolve("libtsmp4java.so"));
            try (TrafficServer server = Confinement.startWithoutWriteExecute(root)) {
                assertArrayEquals(FILE, Client.plain(server).get("/plain/a.mp4?start=10.5").body());
                assertEquals(0, server.metric("plugin.tsmp4java.engine_up"));
                assertTrue(server.diags().contains("memory that is written may not be executed"), server.logs());
            }
        }
    }

    /** @return what the kernel says of the process */
    private static String plays(Confinement.Tmp tmp, Function<RunRoot, TrafficServer> start) throws Exception {
        RunRoot root = installed();
        try (Origin origin = new Origin().serve("a.mp4", Source.of(FILE))) {
            root.map("/", origin, "@plugin=" + root.folder.resolve("libtsmp4java.so"));
            Confinement.giveFolders(root);
            try (TrafficServer server = start.apply(root)) {
                byte[] body = Client.plain(server).get("/plain/a.mp4?start=10.5").body();
                assertArrayEquals(Pipeline.cutBytes(Source.of(FILE), "10.5"), body, server.logs());
                assertEquals(Set.of(), Ffmpeg.newComplaints(FILE, body));
                Path process = Path.of("/proc/" + server.pid());
                String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
                assertFalse(environment.contains("HOME="), environment);
                String status = Files.readString(process.resolve("status"));
                assertTrue(status.contains("Uid:\t" + Confinement.user() + "\t"), status);
                Confinement.holds(server, tmp);
                return status;
            }
        }
    }

    private static RunRoot installed() {
        // Not below /tmp, which the server sees empty.
        RunRoot root = new RunRoot("installed", Path.of("/var/tmp"));
        root.records.put("plugin.dynamic_reload_mode", 0);
        Command.run("cp", "-r", Plugin.path().toString(), Plugin.path().resolveSibling("tsmp4java").toString(),
                root.folder.toString()).good();
        return root;
    }
}
