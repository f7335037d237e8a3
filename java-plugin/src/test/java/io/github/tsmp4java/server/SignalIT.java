package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signals are Traffic Server's: what the Java VM does with one by itself, it does not do here. jcmd works all the same. */
@Tag("sample")
class SignalIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final String DUMP = "Full thread dump";

    @Test
    void sigquitPrintsNoThreads() throws Exception {
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(new RunRoot("quit").map("/", origin, Plugin.rule()))) {
            assertArrayEquals(MOVIE.cut(), Client.plain(server).get("/plain/a.mp4" + Footage.START).body());
            String pid = Long.toString(server.pid());
            assertTrue(Command.run("jcmd", pid, "Thread.print").good().out().contains(DUMP));
            Command.run("kill", "-QUIT", pid).good();
            // The VM's threads have had their turn, where it is still there.
            Command.run("jcmd", pid, "Thread.print");
            assertFalse(server.root.read("log/console.txt").contains(DUMP));
        }
    }
}
