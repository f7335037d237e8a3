package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that read slowly, or not at all, cost no more than two cache fragments each, however long the movie is. */
@Tag("sample")
class MemoryIT {
    private static final String TARGET = "big.mp4?start=0.5";
    /** Two fragments of 1 MB and 384 kB in flight for each of ten clients, and as much again for what grows once. */
    private static final long ALLOWED_KB = 48 * 1024;
    private static Site site;
    private static Source file;

    @BeforeAll
    static void open() {
        file = new ManySamples(5_000, 62_000, true).source();
        site = Site.open("memory");
        site.origin.serve("big.mp4", file).serve("fast.mp4", file);
        // What grows once, the VM's first classes and the like, is not what is measured.
        byte[] small = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        site.plain.get(site.place(Behaviour.PLAIN, "warm.mp4", small) + "?start=3");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static String wanted() throws Exception {
        Source cut = Pipeline.cut(Pipeline.index(file), file, "0.5");
        MessageDigest sum = MessageDigest.getInstance("SHA-256");
        for (long at = 0; at < cut.length(); at += 1 << 20) {
            sum.update(cut.read(at, (int) Math.min(1 << 20, cut.length() - at)));
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private static void bounded(String what, long before) {
        long after = site.server.proc().rss();
        System.out.printf("%s: rss %d kB before, %d kB while they wait%n", what, before, after);
        assertTrue(after - before < ALLOWED_KB, () -> what + " cost " + (after - before) + " kB");
    }

    @Test
    void tenSlowClientsOfACachedFile() throws Exception {
        try (Http2Connection connection = new Http2Connection(site.server)) {
            connection.get("/plain/slow/big.mp4", true).digest();
        }
        tenSlow("ten clients of a cached file", "/plain/slow/");
    }

    @Test
    void slowClientsOfAFileThatIsNotCached() throws Exception {
        tenSlow("ten clients of a file that is not cached", "/bare/cold/");
    }

    private static void tenSlow(String what, String folder) throws Exception {
        long before = site.server.proc().rss();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                sockets.add(ask(folder + TARGET));
            }
            // 200 kB a second for three seconds: without back-pressure all of the file is in memory by then.
            for (int second = 0; second < 3; second++) {
                for (Socket socket : sockets) {
                    assertEquals(200_000, socket.getInputStream().readNBytes(200_000).length);
                }
                Thread.sleep(1000);
            }
            bounded(what, before);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket ask(String target) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", site.root.port));
        socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + site.root.port + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        assertTrue(new String(in.readNBytes(12), StandardCharsets.ISO_8859_1).endsWith("200"));
        return socket;
    }

    @Test
    void aShutWindowBesideAFastStream() throws Exception {
        String wanted = wanted();
        for (String folder : List.of("/plain/h2/", "/plain/h2/", "/bare/h2/")) {
            long before = site.server.proc().rss();
            try (Http2Connection connection = new Http2Connection(site.server)) {
                HeldStream held = connection.get(folder + TARGET, false);
                held.awaitHeaders();
                HeldStream fast = connection.get(folder + TARGET.replace("big", "fast"), true);
                assertEquals(wanted, fast.digest());
                bounded("a shut stream beside a fast one, " + folder, before);
                held.open();
                assertEquals(wanted, held.digest());
            }
        }
    }
}
