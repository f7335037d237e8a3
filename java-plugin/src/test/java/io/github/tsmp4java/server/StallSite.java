package io.github.tsmp4java.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A site whose origin falls silent at some of its paths. */
final class StallSite implements AutoCloseable {
    private static final int STREAMS = 40;
    private static final int PATIENCE_SECONDS = 60;

    /** What is there of the file when the seek comes. */
    enum Kept {
        /** A copy that is being written, of which no more comes. */
        FILLING("range"),
        /** A stale copy, which the origin says is the file still. */
        STALE("range"),
        /** A stale copy, and the origin has another version. */
        RENEWED("range"),
        /** Nothing, and it is asked for by Range. */
        COLD("range"),
        /** Nothing, and it streams past. */
        STREAMED("stream");

        final String rule;

        Kept(String rule) {
            this.rule = rule;
        }

        boolean isStale() {
            return this == STALE || this == RENEWED;
        }
    }

    /** A file with the cut that {@link Footage#START} asks of it. */
    record Movie(String name, byte[] file, byte[] cut) {
    }

    record Row(Kept kept, Stall stall, Movie movie) {
        @Override
        public String toString() {
            return kept + " " + movie.name() + ", silent at " + stall.asked() + " after " + stall.point();
        }
    }

    private final CountDownLatch end = new CountDownLatch(1);
    final Site site;
    private final AtomicInteger places = new AtomicInteger();
    private Client http2;
    private int users;
    /** Paths of which the range of the cut itself was asked for: its answer began, or it did not. */
    final Set<String> begun = ConcurrentHashMap.newKeySet();
    final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** In seconds: for a client, half of which is what a seek waits; for an origin. */
    StallSite(int timeoutIn, int timeoutOut) {
        RunRoot root = new RunRoot("stall");
        root.records.put("http.transaction_no_activity_timeout_in", timeoutIn);
        root.records.put("http.transaction_no_activity_timeout_out", timeoutOut);
        Origin origin = new Origin();
        for (String rule : List.of("range", "stream")) {
            root.map("/" + rule + "/", origin, Plugin.rule("--on-miss=" + rule, "--max-fills=64"));
        }
        site = Site.beside(root, origin);
    }

    /** Of each protocol one. A connection of HTTP/2 has room for no more than a hundred streams. */
    List<Client> clients() {
        if (users++ % STREAMS == 0) {
            http2 = Client.http2(site.server);
        }
        return List.of(site.plain, http2);
    }

    /**
     * A path of which there is what the row says, and whose origin falls silent from now on.
     *
     * @param asked requests that count as if they had come
     */
    String place(Row row, int asked) {
        String path = "/" + row.kept().rule + "/" + places.incrementAndGet() + "/" + row.movie().name();
        byte[] file = row.movie().file();
        if (row.kept().isStale()) {
            site.origin.publish(path, ignored -> (request, out) -> {
                FilePart part = FilePart.of(request, file, "Date: Mon, 02 Nov 2026 03:04:05 GMT");
                out.write(part.head());
                out.write(part.body());
                return true;
            });
            site.plain.get(path);
            site.cached(path);
        }
        CountDownLatch filling = new CountDownLatch(1);
        if (row.kept() == Kept.FILLING) {
            site.origin.publish(path, ignored -> (request, out) -> {
                FilePart part = FilePart.of(request, file);
                boolean isFill = request.header("Range") == null;
                out.write(part.head());
                out.write(part.body(), 0, isFill ? file.length / 2 : part.body().length);
                out.flush();
                if (isFill) {
                    filling.countDown();
                    await(end);
                }
                return !isFill;
            });
            site.plain.get(path + Footage.START);
            await(filling);
        }
        AtomicInteger count = new AtomicInteger(asked);
        site.origin.publish(path, ignored -> (request, out) -> {
            FilePart part = row.kept() == Kept.STALE && request.header("If-None-Match") != null
                    ? FilePart.unchanged() : FilePart.of(request, file);
            if (row.stall().isAt(request, count.incrementAndGet())) {
                if (request.header("If-Range") != null) {
                    (row.stall().point().compareTo(Stall.Point.HEADER) < 0 ? unanswered : begun).add(path);
                }
                row.stall().write(part, out, end);
                return false;
            }
            out.write(part.head());
            out.write(part.body());
            return true;
        });
        return path;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not come so far");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        site.close();
    }
}
