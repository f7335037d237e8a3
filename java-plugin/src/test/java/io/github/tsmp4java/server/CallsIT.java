package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a seek goes to Java: each time costs its client more than what is done there. */
@Tag("sample")
class CallsIT {
    private static final int SEEKS = 10;
    private static final int MOST = 5;
    /** They are added up as a seek ends, at most once in a second. */
    private static final long UNCOUNTED_MS = 1100;

    /** Of all seeks so far. */
    private static long calls(Site site, String target) throws InterruptedException {
        Thread.sleep(UNCOUNTED_MS);
        long before = site.server.metric("plugin.tsmp4java.calls");
        site.plain.get(target);
        site.server.await("counted", () -> site.server.metric("plugin.tsmp4java.calls") != before);
        return site.server.metric("plugin.tsmp4java.calls");
    }

    /** Of a head that is longer than what goes out with the header, and no longer than what is laid out at a time. */
    @Test
    void oneWhoseIndexIsKnownTakesFew() throws Exception {
        Source movie = new ManySamples(10_000, 16, true).source();
        byte[] cut = Pipeline.cutBytes(movie, "10.5");
        try (Site site = Site.open("calls")) {
            String path = site.place(Behaviour.PLAIN, "large.mp4", movie.read(0, Math.toIntExact(movie.length())));
            site.plain.get(path);
            site.cached(path);
            String target = path + "?start=10.5";
            assertArrayEquals(cut, site.plain.get(target).body());
            long before = calls(site, target);
            for (int seek = 0; seek < SEEKS; seek++) {
                assertArrayEquals(cut, site.plain.get(target).body());
            }
            long made = calls(site, target) - before;
            assertTrue(made <= MOST * (SEEKS + 1L), made + " calls");
        }
    }
}
