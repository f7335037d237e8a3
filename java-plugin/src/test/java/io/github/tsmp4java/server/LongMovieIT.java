package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Movies of days, and of more than 4 GB: a seek costs what it costs in a short one. */
class LongMovieIT {
    private static final int CLIENTS = 8;
    /** Two fragments of the cache for each client and what is on its way, and some for what grows once. */
    private static final long ALLOWED_KB = 48 * 1024;
    private static final int FIRST_PART = 1 << 20;

    /** With 60 MB of moov for 55 hours, of which nearly all is in the head of a cut that begins early. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("sample")
    @Tag("full")
    void slowClientsShareALargeMoov(boolean moovFirst) throws Exception {
        ManySamples movie = new ManySamples(5_000_000, 8, moovFirst);
        Source file = movie.source();
        MovieIndex index = Pipeline.indexAnywhere(file);
        try (Site site = Site.open("days")) {
            String path = site.place(Behaviour.PLAIN, "days.mp4");
            site.origin.serve("days.mp4", file);
            try (Http2Connection connection = new Http2Connection(site.server)) {
                connection.get(path, true).digest();
            }
            Source late = Pipeline.cut(index, file, "199990.5");
            site.readsByRange(site.plain, path + "?start=199990.5", late.read(0, Math.toIntExact(late.length())));
            long fetches = site.settled("fetches");
            long before = site.server.proc().rss();
            List<Wire> wires = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    String start = String.valueOf(10 * i + 3);
                    Wire wire = new Wire(site.server);
                    wires.add(wire);
                    wire.send("GET " + path + "?start=" + start + " HTTP/1.1");
                    Source cut = Pipeline.cut(index, file, start);
                    assertEquals(String.valueOf(cut.length()), wire.head().header("Content-Length"));
                    assertArrayEquals(cut.read(0, FIRST_PART), wire.read(FIRST_PART));
                }
                long after = site.server.proc().rss();
                System.out.printf("%d clients of one moov of 60 MB: rss %d kB before, %d kB while they wait%n", CLIENTS,
                        before, after);
                assertTrue(after - before < ALLOWED_KB, () -> after - before + " kB");
            } finally {
                for (Wire wire : wires) {
                    wire.close();
                }
            }
            assertEquals(fetches, site.settled("fetches"), "its index was known");
            parts(site, path, index, file, 10, "3");
        }
    }

    /** Whatever lies beyond 2^32. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("full")
    void aMovieOfMoreThan4GB(boolean moovFirst) throws Exception {
        Source file = new ManySamples(72_000, 62_000, moovFirst).source();
        assertTrue(file.length() > 1L << 32);
        MovieIndex index = Pipeline.indexAnywhere(file);
        RunRoot root = new RunRoot("long");
        root.cacheSize = "6G";
        try (Site site = Site.open(root, "--on-miss=stream")) {
            String path = site.place(Behaviour.PLAIN, "long.mp4");
            site.origin.serve("long.mp4", file);
            Source late = Pipeline.cut(index, file, "2875.3");
            byte[] wanted = late.read(0, Math.toIntExact(late.length()));
            try (Http2Connection connection = new Http2Connection(site.server)) {
                // Cold: all of it is skipped up to the cut, and cached; with its moov last it is the file itself.
                String digest = connection.get(path + "?start=2875.3", true).digest();
                assertEquals(moovFirst, HeldStream.digest(wanted).equals(digest));
            }
            // Part of an answer: to read all of it would take longer than the test.
            site.server.await("cached", () -> site.plain.get(path, "Range", "bytes=0-0", "Cache-Control",
                    "only-if-cached").status() == 206);
            for (Client client : site.clients()) {
                site.readsByRange(client, path + "?start=2875.3", wanted);
            }
            for (String start : List.of("1", "700.04", "2748.5", "2860")) {
                parts(site, path, index, file, 10, start);
            }
            assertEquals(1, site.origin.requestsFor(path).size());
        }
    }

    /** Parts of one cut, anywhere in it. */
    private static void parts(Site site, String path, MovieIndex index, Source file, int count, String start)
            throws Exception {
        Source cut = Pipeline.cut(index, file, start);
        Random random = new Random(start.hashCode());
        for (int i = 0; i < count; i++) {
            long from = (long) (random.nextDouble() * (cut.length() - 100_000));
            int size = 1 + random.nextInt(100_000);
            for (Client client : site.clients()) {
                Reply reply = client.get(path + "?start=" + start, "Range", "bytes=" + from + "-" + (from + size - 1));
                assertEquals("bytes " + from + "-" + (from + size - 1) + "/" + cut.length(),
                        reply.header("Content-Range"));
                assertArrayEquals(cut.read(from, size), reply.body(), () -> start + " from " + from);
            }
        }
    }
}
