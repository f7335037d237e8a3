package io.github.tsmp4java.server;

import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the origin has at one path, to be changed between requests: headers, and where in the body it waits or dies. */
final class Published implements Origin.Answer {
    private static final int PIECE = 64 * 1024;
    private final Map<String, String> headers = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile Source file;
    private volatile String status = "200 OK";
    private volatile long diesAt = Long.MAX_VALUE;
    private volatile boolean chunked;
    private volatile boolean endless;
    private volatile boolean deaf;
    private volatile Gate gate;

    /** Where the body waits. */
    private record Gate(long at, CountDownLatch reached, CountDownLatch opened) {
    }

    Published(byte[] file, String... fields) {
        this.file = Source.of(file);
        with("Content-Type", "video/mp4");
        with("Cache-Control", "max-age=3600");
        with(fields);
    }

    /** @param fields names and values in turn; an empty value takes the field away */
    Published with(String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1].isEmpty()) {
                headers.remove(fields[i]);
            } else {
                headers.put(fields[i], fields[i + 1]);
            }
        }
        return this;
    }

    void replace(byte[] other, String... fields) {
        file = Source.of(other);
        with(fields);
    }

    Published answering(String line) {
        status = line;
        return this;
    }

    /** Bodies come in chunks, without a length. */
    Published inChunks() {
        chunked = true;
        return this;
    }

    /** Neither length nor chunks: the end of the connection ends the body. */
    Published withoutLength() {
        endless = true;
        return with("Connection", "close");
    }

    /** Conditions are not looked at: the whole file comes each time. */
    Published withoutConditions() {
        deaf = true;
        return this;
    }

    Published dyingAt(long bytes) {
        diesAt = bytes;
        return this;
    }

    /** Bodies stop before this byte until {@link #release()}. */
    Published holdingAt(long bytes) {
        gate = new Gate(bytes, new CountDownLatch(1), new CountDownLatch(1));
        return this;
    }

    void awaitHeld() {
        await(gate.reached, "no body came so far");
    }

    void release() {
        gate.opened.countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isUnchanged(Origin.Request request) {
        String tag = request.header("If-None-Match");
        String date = request.header("If-Modified-Since");
        return tag != null ? tag.equals(headers.get("ETag")) : date != null && date.equals(headers.get("Last-Modified"));
    }

    @Override
    public boolean write(Origin.Request request, OutputStream out) throws IOException {
        Source body = file;
        boolean isFile = status.startsWith("200");
        boolean unchanged = isFile && !deaf && isUnchanged(request);
        long length = isFile ? body.length() : 0;
        StringBuilder head = new StringBuilder("HTTP/1.1 " + (unchanged ? "304 Not Modified" : status) + "\r\n");
        synchronized (headers) {
            headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        }
        boolean hasBody = !unchanged && !status.startsWith("204");
        if (hasBody && !endless) {
            head.append(chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + length + "\r\n");
        }
        head.append("\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return !hasBody || request.method().equals("HEAD") || body(body, length, out);
    }

    private boolean body(Source body, long length, OutputStream out) throws IOException {
        Gate held = gate;
        long dies = diesAt;
        for (long at = 0; at < length;) {
            if (at == dies) {
                return false;
            }
            if (held != null && at == held.at) {
                out.flush();
                held.reached.countDown();
                await(held.opened, "held for ever");
            }
            long to = Math.min(length, at + PIECE);
            to = at < dies ? Math.min(to, dies) : to;
            to = held != null && at < held.at ? Math.min(to, held.at) : to;
            write(body.read(at, Math.toIntExact(to - at)), out);
            at = to;
        }
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
        return !endless;
    }

    private void write(byte[] piece, OutputStream out) throws IOException {
        if (chunked) {
            out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(piece);
        if (chunked) {
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
