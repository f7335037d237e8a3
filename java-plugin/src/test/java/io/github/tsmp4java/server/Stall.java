package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** An origin that falls silent: at which requests, and where in its answer to them. */
record Stall(Asked asked, Point point) {
    /** At which requests. */
    enum Asked {
        ALL, RANGES,
        /** Ranges behind the first part of a file. */
        FAR_RANGES,
        /** All but the first. */
        LATER
    }

    /** After what of its answer. */
    enum Point {
        NOTHING, HALF_A_HEADER, HEADER,
        /** The file's first bytes, where its moov is not complete. */
        SOME_BYTES, HALF_A_BODY
    }

    private static final int FIRST_PART = 256 << 10;
    private static final int SOME = 600;

    /** @param number how many came for this path, from 1 */
    boolean isAt(Origin.Request request, int number) {
        String range = request.headers().getOrDefault("range", "");
        return switch (asked) {
            case ALL -> true;
            case RANGES -> !range.isEmpty();
            case FAR_RANGES -> !range.isEmpty() && Long.parseLong(range.replaceAll("\\D+(\\d+)-.*", "$1")) >= FIRST_PART;
            case LATER -> number > 1;
        };
    }

    /** Sends what comes before the silence, and is silent until the end. */
    void write(FilePart part, OutputStream out, CountDownLatch end) throws IOException {
        int head = part.head().length;
        int body = part.body().length;
        int header = switch (point) {
            case NOTHING -> 0;
            case HALF_A_HEADER -> head / 2;
            default -> head;
        };
        int bytes = switch (point) {
            case SOME_BYTES -> Math.min(SOME, body / 2);
            case HALF_A_BODY -> body / 2;
            default -> 0;
        };
        out.write(part.head(), 0, header);
        out.write(part.body(), 0, bytes);
        out.flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
