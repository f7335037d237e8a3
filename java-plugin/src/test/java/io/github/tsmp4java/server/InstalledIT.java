package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As Debian runs it: the user trafficserver, no HOME, and a /tmp from which nothing may be executed. */
@Tag("sample")
class InstalledIT {
    private static final String USER = "trafficserver";
    private static final List<String> NOEXEC = List.of("unshare", "--mount", "sh", "-c",
            "mount -t tmpfs -o noexec,nosuid,nodev tmpfs /tmp && exec \"$0\" \"$@\"");

    private static boolean possible() {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean user = Command.run("id", USER).status() == 0;
        boolean mounts = root
                && Command.run("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp").status() == 0;
        System.out.println("as user " + USER + " without HOME and with /tmp noexec: root " + root + ", user " + user
                + ", mounting " + mounts + (root && user && mounts ? "" : ": NOT TESTED"));
        return root && user && mounts;
    }

    @Test
    void aSeekPlays() throws Exception {
        Assumptions.assumeTrue(possible());
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        // Not below /tmp, which the server sees empty.
        RunRoot root = new RunRoot("installed", Path.of("/var/tmp"));
        Command.run("cp", "-r", Plugin.path().toString(), Plugin.path().resolveSibling("tsmp4java").toString(),
                root.folder.toString()).good();
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file))) {
            root.map("/", origin, "@plugin=" + root.folder.resolve("libtsmp4java.so"));
            root.giveTo(USER);
            try (TrafficServer server = TrafficServer.start(root, NOEXEC, Map.of(), List.of("HOME", "JAVA_HOME"))) {
                byte[] body = Client.plain(server).get("/plain/a.mp4?start=10.5").body();
                assertArrayEquals(Pipeline.cutBytes(Source.of(file), "10.5"), body);
                assertEquals(java.util.Set.of(), Ffmpeg.newComplaints(file, body));
                String status = Files.readString(Path.of("/proc/" + server.pid() + "/status"));
                String uid = Command.run("id", "-u", USER).good().out().strip();
                assertTrue(status.contains("Uid:\t" + uid + "\t"), status);
                assertTrue(Files.readString(Path.of("/proc/" + server.pid() + "/mounts")).lines()
                        .anyMatch(line -> line.contains(" /tmp tmpfs ") && line.contains("noexec")));
                assertTrue(!new String(Files.readAllBytes(Path.of("/proc/" + server.pid() + "/environ")))
                        .contains("HOME="));
            }
        }
    }
}
