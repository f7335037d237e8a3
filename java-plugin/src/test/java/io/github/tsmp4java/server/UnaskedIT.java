package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An origin that keeps connections alive and sends a second answer, which nobody asked for, behind each. */
@Tag("sample")
class UnaskedIT {
    private static final int ROUNDS = 10;
    private static final byte[] UNASKED = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\n"
            + "foreign").getBytes(StandardCharsets.US_ASCII);
    private static final Pattern RANGE = Pattern.compile("(?i)range: bytes=(\\d+)-(\\d+)");

    /** Serves one file at each path that ends with its name, or the part that is asked for. */
    private record Talkative(ServerSocket socket, List<Footage> files) implements AutoCloseable {
        static Talkative open(List<Footage> files) throws IOException {
            Talkative origin = new Talkative(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), files);
            Thread accepting = new Thread(origin::accept, "talkative origin");
            accepting.setDaemon(true);
            accepting.start();
            return origin;
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread talking = new Thread(() -> talk(client), "talkative origin");
                    talking.setDaemon(true);
                    talking.start();
                } catch (IOException e) {
                    assertTrue(socket.isClosed(), e::toString);
                }
            }
        }

        private void talk(Socket client) {
            try (client) {
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(),
                        StandardCharsets.ISO_8859_1));
                OutputStream out = client.getOutputStream();
                StringBuilder request = new StringBuilder();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    request.append(line).append('\n');
                    if (line.isEmpty()) {
                        answer(request.toString(), out);
                        request.setLength(0);
                    }
                }
            } catch (IOException e) {
                // Traffic Server has seen what it did not ask for.
                return;
            }
        }

        private void answer(String request, OutputStream out) throws IOException {
            byte[] file = files.stream().filter(each -> request.lines().findFirst().orElse("").contains(each.name()))
                    .findFirst().orElseThrow().file();
            Matcher range = RANGE.matcher(request);
            boolean isPart = range.find();
            int begin = isPart ? Integer.parseInt(range.group(1)) : 0;
            int end = isPart ? (int) Math.min(file.length, Long.parseLong(range.group(2)) + 1) : file.length;
            String head = "HTTP/1.1 " + (isPart ? "206 Partial Content" : "200 OK") + "\r\nETag: \"1\"\r\n"
                    + "Cache-Control: max-age=3600\r\nContent-Type: video/mp4\r\nContent-Length: " + (end - begin) + "\r\n"
                    + (isPart ? "Content-Range: bytes " + begin + "-" + (end - 1) + "/" + file.length + "\r\n" : "") + "\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(file, begin, end - begin);
            out.write(UNASKED);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void neverMakesUpACut() throws Exception {
        RunRoot root = new RunRoot("unasked");
        try (Talkative origin = Talkative.open(Footage.both())) {
            root.rule("map http://127.0.0.1:" + root.port + "/ http://127.0.0.1:" + origin.socket().getLocalPort() + "/ "
                    + String.join(" ", Plugin.rule()));
            root.rule("map https://localhost:" + root.tlsPort + "/ http://127.0.0.1:" + origin.socket().getLocalPort()
                    + "/ " + String.join(" ", Plugin.rule()));
            try (Site site = Site.beside(root, new Origin())) {
                for (Footage footage : Footage.both()) {
                    for (Client client : site.clients()) {
                        for (int i = 0; i < ROUNDS; i++) {
                            String path = "/" + client.hashCode() + "-" + i + "/" + footage.name();
                            Reply reply = client.get(path + Footage.START);
                            assertEquals(200, reply.status());
                            assertArrayEquals(footage.cut(), reply.body(), () -> path + " " + reply + " "
                                    + Arrays.toString(Arrays.copyOf(reply.body(), 8)));
                            assertTrue(site.server.alive());
                        }
                    }
                }
                site.server.await("let go", () -> site.metric("seeks") == 0);
            }
        }
    }
}
