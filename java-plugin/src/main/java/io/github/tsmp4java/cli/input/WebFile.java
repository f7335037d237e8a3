package io.github.tsmp4java.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file on a web server, by Ranges. All of them are of one version of it, and none is longer than what was asked for. */
final class WebFile {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long BODY_SECONDS = 60;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final String url;
    private final URI uri;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    /** As the first answer says it; -1 before. */
    private long size = -1;
    /** What tells its version from another, as the first answer says it. */
    private Optional<String> version = Optional.empty();

    WebFile(String url) throws IOException {
        this.url = url;
        try {
            uri = URI.create(url);
            HttpRequest.newBuilder(uri);
        } catch (IllegalArgumentException e) {
            throw new IOException(url + ": no URL: " + e.getMessage(), e);
        }
    }

    long size() {
        return size;
    }

    /** The bytes [begin, end); fewer where the file ends before. */
    byte[] range(long begin, long end) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).header("Range", "bytes=" + begin + "-" + (end - 1)).build();
        HttpResponse<InputStream> answer = send(request);
        try (InputStream body = answer.body()) {
            int length = length(answer, begin, end);
            byte[] bytes = read(body, length);
            if (bytes.length < length) {
                throw new IOException(url + ": the answer ended " + (length - bytes.length) + " bytes too early");
            }
            return bytes;
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            String why = e.getMessage() == null ? "no connection" : e.getMessage();
            throw new IOException(url + ": " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(url + ": interrupted", e);
        }
    }

    /** How long the answer is, which must be to what was asked, and of the same version as those before. */
    private int length(HttpResponse<?> answer, long begin, long end) throws IOException {
        if (answer.statusCode() == 200) {
            throw new IOException(url + ": the server has no Ranges; bring the file here first, or pipe it in as -");
        }
        if (answer.statusCode() != 206) {
            throw new IOException(url + ": the server answered " + answer.statusCode());
        }
        Matcher range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            throw new IOException(url + ": the server does not say which bytes it sends, or how long the file is");
        }
        long total = Long.parseLong(range.group(3));
        long last = Long.parseLong(range.group(2));
        if (Long.parseLong(range.group(1)) != begin || last != Math.min(end, total) - 1) {
            throw new IOException(url + ": the server sends other bytes than those asked for: " + range.group());
        }
        Optional<String> now = version(answer.headers());
        if (size >= 0 && (size != total || !version.equals(now))) {
            throw new IOException(url + ": the file changed while it was read");
        }
        size = total;
        version = now;
        return Math.toIntExact(last + 1 - begin);
    }

    private static Optional<String> version(HttpHeaders headers) {
        return headers.firstValue("ETag").or(() -> headers.firstValue("Last-Modified"));
    }

    /** The client itself waits for a body without a limit. */
    private byte[] read(InputStream body, int length) throws IOException {
        CompletableFuture<byte[]> bytes = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readNBytes(length);
            } catch (IOException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
        try {
            return bytes.get(BODY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(url + ": " + length + " bytes did not come in " + BODY_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(url + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(url + ": interrupted", e);
        }
    }
}
