package io.github.tsmp4java.server;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What a client received. */
record Reply(int status, HttpHeaders headers, byte[] body, HttpClient.Version version) {
    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body(), response.version());
    }

    /** Empty when there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Whether the proxy says that it had the object: "cRs" with a hit letter in the Via line's cache field. */
    boolean fromCache() {
        return header("Via").matches(".*\\[c[HSR ].*");
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + " " + body.length + " bytes";
    }
}
