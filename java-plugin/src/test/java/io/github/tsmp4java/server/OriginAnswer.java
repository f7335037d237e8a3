package io.github.tsmp4java.server;

import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer of the origin. */
record OriginAnswer(Origin.Request request, Source file, int number, Consumer<Origin.Request> gate) {
    static final String MODIFIED = "Mon, 02 Nov 2026 03:04:05 GMT";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final int PIECE = 64 * 1024;

    /** @return whether the connection can be used again */
    boolean write(OutputStream out) throws IOException {
        Behaviour how = Behaviour.of(request.path());
        if (file == null || how == Behaviour.NOT_FOUND) {
            return simple(out, "404 Not Found", "", "gone");
        }
        if (how == Behaviour.REDIRECT) {
            return simple(out, "302 Found", "Location: http://127.0.0.1/elsewhere.mp4\r\n", "moved");
        }
        if (how == Behaviour.ERROR || how == Behaviour.HICCUP && number == 4) {
            return simple(out, "503 Service Unavailable", "", "not now");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return simple(out, "200 OK", "", request.method() + " " + request.target());
        }
        return file(out, how);
    }

    static String etag(Source file, Behaviour how, int number) {
        return switch (how) {
            case WEAK -> "W/\"" + file.length() + "\"";
            case CHANGING -> "\"" + number + "\"";
            case REPLACED, REPLACED_CARELESSLY -> "\"" + (how.isReplacedAt(number) ? "new" : "old") + "\"";
            default -> "\"" + file.length() + "-strong\"";
        };
    }

    private boolean simple(OutputStream out, String status, String headers, String body) throws IOException {
        String length = "Content-Length: " + body.length() + "\r\n";
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\n" + headers + length + "\r\n"
                + (request.method().equals("HEAD") ? "" : body)).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }

    private boolean file(OutputStream out, Behaviour how) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", request.path().endsWith(".html") ? "text/html" : "video/mp4");
        long age = switch (how) {
            case SHORT_LIVED, CHANGING -> 1;
            default -> 3600;
        };
        switch (how) {
            case NO_STORE -> headers.put("Cache-Control", "no-store");
            case PRIVATE -> headers.put("Cache-Control", "private, max-age=3600");
            case PUBLIC -> headers.put("Cache-Control", "public");
            case NO_EXPIRY -> { }
            default -> headers.put("Cache-Control", "max-age=" + age);
        }
        headers.put("Accept-Ranges", "bytes");
        if (how != Behaviour.BARE) {
            headers.put("ETag", etag(file, how, number));
            headers.put("Last-Modified", MODIFIED);
        }
        if (how != Behaviour.BARE && headers.get("ETag").equals(request.header("If-None-Match"))) {
            out.write(head("304 Not Modified", headers));
            out.flush();
            return true;
        }
        switch (how) {
            case ENCODED -> headers.put("Content-Encoding", "gzip");
            case HEADERS -> {
                headers.put("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==");
                headers.put("Digest", "sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
                headers.put("Repr-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
                headers.put("Content-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
                headers.put("Access-Control-Allow-Origin", "*");
                headers.put("Content-Disposition", "inline; filename=\"a.mp4\"");
                headers.put("Cache-Control", "max-age=3600, no-transform");
            }
            default -> { }
        }
        long from = 0;
        long to = file.length();
        String status = "200 OK";
        Matcher range = RANGE.matcher(isRanged(how, headers.get("ETag")) ? request.header("Range") : "");
        if (how == Behaviour.PARTIAL || range.matches()) {
            status = "206 Partial Content";
            if (range.matches()) {
                from = range.group(1).isEmpty() ? to - Long.parseLong(range.group(2)) : Long.parseLong(range.group(1));
                to = range.group(1).isEmpty() || range.group(2).isEmpty() ? to
                        : Math.min(to, Long.parseLong(range.group(2)) + 1);
            }
            headers.put("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length());
        }
        if ((how == Behaviour.PART_AS_WHOLE || how == Behaviour.PART_AS_WHOLE_IN_CHUNKS)
                && request.header("If-Range") != null) {
            status = "200 OK";
            headers.remove("Content-Range");
        }
        long length = to - from;
        switch (how) {
            case CHUNKED, PART_AS_WHOLE_IN_CHUNKS, WHOLE_IN_CHUNKS -> {
                boolean chunked = isChunked(how);
                headers.put(chunked ? "Transfer-Encoding" : "Content-Length", chunked ? "chunked" : String.valueOf(length));
            }
            case NO_LENGTH -> headers.put("Connection", "close");
            case UNDERSTATED -> headers.put("Content-Length", String.valueOf(length - 1));
            case OVERSTATED -> headers.put("Content-Length", String.valueOf(length + 1000));
            default -> headers.put("Content-Length", String.valueOf(length));
        }
        if (how == Behaviour.RANGES_GATED && from >= 1 << 20 || how == Behaviour.SILENT_RANGES && status.startsWith("206")) {
            gate.accept(request);
        }
        out.write(head(status, headers));
        if (!request.method().equals("HEAD")) {
            long end = switch (how) {
                case DIES -> from + length / 2;
                case DIES_EARLY -> from + Math.min(length, 500);
                default -> to;
            };
            body(out, how, from, end);
        }
        out.flush();
        return switch (how) {
            case NO_LENGTH, DIES, DIES_EARLY, UNDERSTATED, OVERSTATED -> false;
            default -> true;
        };
    }

    private boolean isRanged(Behaviour how, String etag) {
        String only = how == Behaviour.REPLACED_CARELESSLY ? null : request.header("If-Range");
        boolean heeds = how != Behaviour.NO_RANGES && !(how == Behaviour.WHOLE_IN_CHUNKS && only != null);
        return request.header("Range") != null && heeds && (only == null || only.equals(etag));
    }

    private boolean isChunked(Behaviour how) {
        return how == Behaviour.CHUNKED || request.header("If-Range") != null
                && (how == Behaviour.PART_AS_WHOLE_IN_CHUNKS || how == Behaviour.WHOLE_IN_CHUNKS);
    }

    private static byte[] head(String status, Map<String, String> headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void body(OutputStream out, Behaviour how, long from, long to) throws IOException {
        boolean chunked = isChunked(how);
        for (long at = from; at < to; at += PIECE) {
            if (how == Behaviour.GATED && request.header("Range") == null && at >= 1 << 20) {
                out.flush();
                gate.accept(request);
            }
            byte[] piece = file.read(at, (int) Math.min(PIECE, to - at));
            if (chunked) {
                out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(piece);
            if (chunked) {
                out.write(new byte[] {'\r', '\n'});
            }
            if (how == Behaviour.SLOW) {
                pause();
            }
        }
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
