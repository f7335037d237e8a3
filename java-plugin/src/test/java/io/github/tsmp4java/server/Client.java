package io.github.tsmp4java.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client of one protocol: what it asks for by path goes to the port that speaks it. */
final class Client {
    private final HttpClient http;
    private final String base;
    private final TrafficServer server;

    private Client(HttpClient http, String base, TrafficServer server) {
        this.http = http;
        this.base = base;
        this.server = server;
    }

    static Client plain(TrafficServer server) {
        return new Client(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server.plainBase(),
                server);
    }

    /** HTTP/1.1 over TLS. */
    static Client tls(TrafficServer server) {
        return new Client(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.root.certificate.trusting()).build(), server.tlsBase(), server);
    }

    static Client http2(TrafficServer server) {
        return new Client(HttpClient.newBuilder().version(HttpClient.Version.HTTP_2)
                .sslContext(server.root.certificate.trusting()).build(), server.tlsBase(), server);
    }

    /** @param headers names and values in turn */
    Reply get(String target, String... headers) {
        return send("GET", target, headers);
    }

    Reply send(String method, String target, String... headers) {
        try {
            return Reply.of(http.send(request(method, target, headers), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new Failed(method + " " + target + ": " + e + server.obituary(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What came, also where the answer is cut short.
     *
     * @param status 0 where no header came
     */
    record Received(int status, byte[] body, boolean isComplete) {
    }

    Received receive(String target) {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        int status = 0;
        try {
            HttpResponse<java.io.InputStream> response =
                    http.send(request("GET", target), HttpResponse.BodyHandlers.ofInputStream());
            status = response.statusCode();
            try (java.io.InputStream in = response.body()) {
                in.transferTo(body);
            }
            return new Received(status, body.toByteArray(), true);
        } catch (IOException e) {
            return new Received(status, body.toByteArray(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads so many bytes of the body and leaves. */
    void leaveAfter(String target, int bytes) {
        try {
            HttpResponse<java.io.InputStream> response =
                    http.send(request("GET", target), HttpResponse.BodyHandlers.ofInputStream());
            try (java.io.InputStream in = response.body()) {
                in.readNBytes(bytes);
            }
        } catch (IOException e) {
            throw new Failed(target + ": " + e + server.obituary(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String target, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + target))
                .timeout(Duration.ofMinutes(2)).method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.build();
    }

    /** The connection broke: what an answer cut short looks like to a client. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
