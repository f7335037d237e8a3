package io.github.tsmp4java.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file, or the part of it that a request asks for, as an origin's answer that a test sends in its own way. */
record FilePart(byte[] head, byte[] body) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** @param fields whole lines */
    static FilePart of(Origin.Request request, byte[] file, String... fields) {
        Matcher range = RANGE.matcher(request.headers().getOrDefault("range", ""));
        boolean isPart = range.matches();
        int begin = isPart ? Integer.parseInt(range.group(1)) : 0;
        int end = isPart ? (int) Math.min(file.length, Long.parseLong(range.group(2)) + 1) : file.length;
        StringBuilder head = new StringBuilder("HTTP/1.1 " + (isPart ? "206 Partial Content" : "200 OK") + "\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        if (isPart) {
            head.append("Content-Range: bytes ").append(begin).append('-').append(end - 1).append('/').append(file.length)
                    .append("\r\n");
        }
        head.append("ETag: \"1\"\r\nCache-Control: max-age=3600\r\nContent-Type: video/mp4\r\nContent-Length: ")
                .append(end - begin).append("\r\n\r\n");
        return new FilePart(head.toString().getBytes(StandardCharsets.US_ASCII), Arrays.copyOfRange(file, begin, end));
    }

    /** That the file is still the same. */
    static FilePart unchanged() {
        return new FilePart("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nCache-Control: max-age=3600\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII), new byte[0]);
    }
}
