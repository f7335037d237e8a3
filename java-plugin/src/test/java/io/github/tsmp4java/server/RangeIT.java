package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cut as a resource of its own: its ranges, its tag, its conditions, and the connection they come over. */
@Tag("sample")
class RangeIT {
    private static final String NAME = "h264_25fps_gop50.mp4";
    private static final String START = "?start=10.5";
    private static Site site;
    private static byte[] file;
    private static byte[] cut;

    @BeforeAll
    static void open() throws Exception {
        site = Site.open("range");
        file = MediaFile.made(NAME).bytes();
        cut = Pipeline.cutBytes(Source.of(file), "10.5");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static String warm() {
        String path = site.place(Behaviour.PLAIN, NAME, file);
        site.plain.get(path);
        site.cached(path);
        return path;
    }

    @Test
    void anySplitOfACutJoinsToIt() {
        String path = warm() + START;
        Random random = new Random(11);
        for (Client client : site.clients()) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            int[] points = random.ints(100, 1, cut.length).distinct().sorted().toArray();
            int from = 0;
            for (int i = 0; i <= points.length; i++) {
                int to = i < points.length ? points[i] : cut.length;
                Reply reply = client.get(path, "Range", "bytes=" + from + "-" + (to - 1));
                assertEquals(206, reply.status());
                assertEquals("bytes " + from + "-" + (to - 1) + "/" + cut.length, reply.header("Content-Range"));
                joined.writeBytes(reply.body());
                from = to;
            }
            assertArrayEquals(cut, joined.toByteArray());
        }
    }

    @Test
    void conditionsAreOnTheCutsOwnTag() {
        String path = warm() + START;
        for (Client client : site.clients()) {
            String tag = client.get(path).header("ETag");
            assertEquals(304, client.get(path, "If-None-Match", tag).status());
            assertEquals(tag, client.get(path, "If-None-Match", tag).header("ETag"));
            assertEquals(412, client.get(path, "If-Match", "\"other\"").status());
            assertEquals(200, client.get(path, "If-Match", tag).status());
            assertEquals(206, client.get(path, "If-Range", tag, "Range", "bytes=5-9").status());
            assertEquals(200, client.get(path, "If-Range", "\"other\"", "Range", "bytes=5-9").status());
            assertEquals(416, client.get(path, "Range", "bytes=" + cut.length + "-").status());
        }
    }

    /** Answers without a body, with a part and with the whole, one after the other: what follows is read where it begins. */
    @ParameterizedTest
    @EnumSource(value = Behaviour.class, names = {"PLAIN", "CHUNKED", "NO_LENGTH", "WEAK"})
    void theConnectionStaysInStep(Behaviour behaviour) throws IOException {
        String path = site.place(behaviour, NAME, file) + START;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.root.port)) {
            socket.setSoTimeout(20_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int round = 0; round < 2; round++) {
                exchange(socket.getOutputStream(), in, path, "If-None-Match: *", 304, new byte[0]);
                exchange(socket.getOutputStream(), in, path, "If-Match: \"other\"", 412, new byte[0]);
                exchange(socket.getOutputStream(), in, path, "Range: bytes=" + cut.length + "-", 416, new byte[0]);
                exchange(socket.getOutputStream(), in, path, "Range: bytes=40-99", 206, Arrays.copyOfRange(cut, 40, 100));
                exchange(socket.getOutputStream(), in, path, "Accept: */*", 200, cut);
            }
        }
    }

    private static void exchange(OutputStream out, DataInputStream in, String path, String field, int status, byte[] body)
            throws IOException {
        out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + site.root.port + "\r\n" + field + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        assertTrue(head.toString().startsWith("HTTP/1.1 " + status + " "), () -> field + " is answered " + head);
        if (status != 304) {
            assertTrue(head.toString().contains("Content-Length: " + body.length + "\r\n"), head.toString());
        }
        assertArrayEquals(body, in.readNBytes(body.length));
    }
}
