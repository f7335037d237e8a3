package io.github.tsmp4java.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One plain connection to the server, which is read to the letter: what it sends out of step is seen. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;
    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final String host;

    /** @param headers by their names in lower case */
    record Answer(String line, Map<String, String> headers, byte[] body) {
        int status() {
            return Integer.parseInt(line.split(" ")[1]);
        }

        /** Empty when there is none. */
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        @Override
        public String toString() {
            return line + " " + headers + " " + body.length + " bytes";
        }
    }

    Wire(TrafficServer server) throws IOException {
        host = "127.0.0.1:" + server.root.port;
        socket.setSoTimeout(PATIENCE_MS);
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", server.root.port));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** @param line method, target and version @param fields whole lines */
    void send(String line, String... fields) throws IOException {
        StringBuilder text = new StringBuilder(line + "\r\nHost: " + host + "\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer get(String target, String... fields) throws IOException {
        return ask("GET " + target + " HTTP/1.1", fields);
    }

    Answer ask(String line, String... fields) throws IOException {
        send(line, fields);
        return answer(line.startsWith("HEAD "));
    }

    Answer answer(boolean toHead) throws IOException {
        String line = line();
        Map<String, String> headers = headers();
        Answer head = new Answer(line, headers, new byte[0]);
        if (toHead || head.status() == 304 || head.status() == 204) {
            return head;
        }
        return new Answer(line, headers, body(head));
    }

    /** The head of an answer whose body is left where it is. */
    Answer head() throws IOException {
        String line = line();
        return new Answer(line, headers(), new byte[0]);
    }

    byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    private byte[] body(Answer head) throws IOException {
        if (head.header("Transfer-Encoding").equals("chunked")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                all.writeBytes(whole(size));
                line();
            }
            line();
            return all.toByteArray();
        }
        if (head.header("Content-Length").isEmpty()) {
            return in.readAllBytes();
        }
        return whole(Integer.parseInt(head.header("Content-Length")));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] whole(int size) throws IOException {
        byte[] body = new byte[size];
        in.readFully(body);
        return body;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** Breaks the connection off: its mere end would be that of the requests for Traffic Server. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
