package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A seek that is not cut counts by its cause, and by no other; a file with a slip counts, too. */
@Tag("sample")
class CauseIT {
    private static final String[] CAUSES = {"engine", "file", "memory", "stalled", "encoded", "parts", "header", "type"};
    private static final Footage MOVIE = Footage.of(true, 1);
    /** As much as the counts of the engine are taken over in: once a second. */
    private static final long COUNTED_MS = 1100;
    private static final long RATE_WINDOW_MS = 10_500;
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("cause");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static void counts(String cause, String path, byte[] whole) {
        long[] before = counted();
        long untouched = site.metric("untouched");
        assertArrayEquals(whole, site.plain.get(path + Footage.START).body());
        long[] after = counted();
        for (int i = 0; i < CAUSES.length; i++) {
            assertEquals(CAUSES[i].equals(cause) ? 1 : 0, after[i] - before[i], CAUSES[i]);
        }
        assertEquals(untouched + 1, site.metric("untouched"));
    }

    private static long[] counted() {
        site.server.settle();
        long[] counts = new long[CAUSES.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = site.metric("untouched_" + CAUSES[i]);
        }
        return counts;
    }

    @Test
    void aFileThatIsNoMovie() {
        byte[] text = "no movie at all ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        counts("file", site.place(Behaviour.PLAIN, "text.mp4", text), text);
    }

    @Test
    void anEncodedBody() {
        counts("encoded", site.place(Behaviour.ENCODED, MOVIE.name(), MOVIE.file()), MOVIE.file());
    }

    /** Its dref has lost the flag that says that the media are in the file. */
    private static byte[] withASlip() {
        byte[] spoilt = MOVIE.file().clone();
        spoilt[new String(spoilt, StandardCharsets.ISO_8859_1).indexOf("url ") + 7] = 0;
        return spoilt;
    }

    @Test
    void aFileWithASlip() throws Exception {
        long before = site.settled("repaired");
        String path = site.place(Behaviour.PLAIN, MOVIE.name(), withASlip());
        assertEquals(200, site.plain.get(path + Footage.START).status());
        site.server.await("repaired", () -> {
            next();
            return site.settled("repaired") == before + 1;
        });
    }

    /** Where the engine logs all. */
    @Test
    @Tag("full")
    void aSlipIsNamed() throws Exception {
        try (Site talking = Site.open("slip-named", "--jvm-option=-Dorg.slf4j.simpleLogger.defaultLogLevel=debug")) {
            talking.server.await("warmed up", () -> !talking.server.proc().threads().contains("tsmp4java warm-"));
            // Its plans may be all that is said for so long.
            Thread.sleep(RATE_WINDOW_MS);
            String path = talking.place(Behaviour.PLAIN, MOVIE.name(), withASlip());
            assertEquals(200, talking.plain.get(path + Footage.START).status());
            talking.server.await("named", () -> talking.server.diags().contains("repaired: dref has an entry (url )"));
        }
    }

    /** The counts of the engine are taken over when a seek ends. */
    private static void next() {
        try {
            Thread.sleep(COUNTED_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        site.plain.get("/not_found/none.mp4?start=1");
    }
}
