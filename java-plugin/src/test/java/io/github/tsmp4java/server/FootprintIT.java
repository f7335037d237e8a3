package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the plugin takes of memory beside Traffic Server's own, by the table of docs/OPERATE.md. */
@Tag("sample")
class FootprintIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final long MB = 1 << 10;
    /** As much more as machines differ. */
    private static final long MARGIN = 20 * MB;
    private static final int SEEKS = 300;
    /** Of 10 MB each. */
    private static final int LARGE = 20;

    private static boolean isSet(Site site, String flag) {
        return Command.run("jcmd", Long.toString(site.server.pid()), "VM.flags").good().out().contains(flag + " ");
    }

    /** Also in a container: what the VM takes for the memory of the machine is 64 MB here. */
    @Test
    void theHeapIsAsLargeAsItSays() {
        try (Site site = Site.open("heap", "--jvm-option=-XX:MaxRAM=64m")) {
            String path = site.place(Behaviour.PLAIN, "a.mp4", MOVIE.file());
            assertArrayEquals(MOVIE.cut(), site.plain.get(path + Footage.START).body());
            assertTrue(isSet(site, "-XX:InitialHeapSize=" + (224 << 20)));
            assertTrue(isSet(site, "-XX:MaxHeapSize=" + (224 << 20)));
            assertTrue(isSet(site, "-XX:MaxNewSize=" + (5 << 20)), "the rest is for old objects");
        }
    }

    private static RunRoot root(String name) {
        RunRoot root = new RunRoot(name);
        // What is cached in memory is Traffic Server's own.
        root.records.put("cache.ram_cache.size", 0);
        return root;
    }

    private static void within(String what, long limit, TrafficServer with, TrafficServer without) {
        long more = with.proc().rss() - without.proc().rss();
        System.out.printf("%s: %d kB more than without the plugin%n", what, more);
        assertTrue(more < limit, () -> what + ": " + more + " kB");
    }

    @Test
    void theProcessIsNoLargerThanItSays() throws Exception {
        Source large = new ManySamples(800_000, 8, true).source();
        RunRoot bare = root("bare");
        try (Site site = Site.open(root("footprint"), "--on-miss=stream")) {
            bare.map("/", site.origin);
            try (TrafficServer without = TrafficServer.start(bare)) {
                Client other = Client.plain(without);
                site.origin.serve("a.mp4", Source.of(MOVIE.file())).serve("large.mp4", large);
                other.get("/plain/a.mp4");
                site.plain.get("/plain/a.mp4");
                within("at start", 58 * MB + MARGIN, site.server, without);
                for (int i = 0; i < SEEKS; i++) {
                    other.get("/plain/a.mp4");
                    site.plain.get("/plain/a.mp4?start=" + i % 16);
                }
                within("after " + SEEKS + " seeks", 65 * MB + MARGIN, site.server, without);
                for (int i = 0; i < LARGE; i++) {
                    other.get("/plain/" + i + "/large.mp4");
                    site.plain.get("/plain/" + i + "/large.mp4?start=30000");
                }
                assertEquals(0, site.settled("untouched"));
                site.server.await("counted, and full", () -> {
                    site.plain.get("/not_found/none.mp4" + Footage.START);
                    return site.metric("index_bytes") > 110 << 20;
                });
                within("with a full budget", 300 * MB + MARGIN, site.server, without);
            }
        }
    }
}
