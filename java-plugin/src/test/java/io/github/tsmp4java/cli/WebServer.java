package io.github.tsmp4java.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A web server with one file, and what it may do wrong. */
final class WebServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** How it answers a Range. */
    enum Manner {
        WELL, WHOLE, MISSING, OTHER_BYTES, WITHOUT_LENGTH, CHANGED, CUT_SHORT
    }

    private final HttpServer server;
    private final byte[] file;
    private final Manner manner;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    WebServer(byte[] file, Manner manner) throws IOException {
        this(file, manner, HttpServer.create(anyPort(), 0));
    }

    /** @param certificate with its key */
    WebServer(byte[] file, SSLContext certificate) throws IOException {
        this(file, Manner.WELL, secure(certificate));
    }

    private static HttpsServer secure(SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return server;
    }

    private WebServer(byte[] file, Manner manner, HttpServer server) {
        this.file = file;
        this.manner = manner;
        this.server = server;
        server.createContext("/movie.mp4", this::answer);
        server.start();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort() + "/movie.mp4";
    }

    /** The ranges that were asked for, in turn. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String wanted = exchange.getRequestHeaders().getFirst("Range");
            asked.add(wanted);
            Matcher range = RANGE.matcher(wanted);
            if (!range.matches() || manner == Manner.WHOLE || manner == Manner.MISSING) {
                exchange.sendResponseHeaders(manner == Manner.MISSING ? 404 : 200, file.length);
                exchange.getResponseBody().write(file);
                return;
            }
            int begin = Integer.parseInt(range.group(1)) + (manner == Manner.OTHER_BYTES ? 1 : 0);
            int end = Math.min(file.length, Integer.parseInt(range.group(2)) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + begin + "-" + (end - 1) + "/"
                    + (manner == Manner.WITHOUT_LENGTH ? "*" : file.length));
            exchange.getResponseHeaders().set("ETag", manner == Manner.CHANGED ? "\"" + asked.size() + "\"" : "\"1\"");
            exchange.sendResponseHeaders(206, end - begin);
            int sent = manner == Manner.CUT_SHORT ? (end - begin) / 2 : end - begin;
            exchange.getResponseBody().write(Arrays.copyOfRange(file, begin, begin + sent));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
