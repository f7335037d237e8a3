package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that is still being uploaded at its origin, which answers a Range with all of it: what is there is cut, and more of
 * it as soon as more is there.
 */
@Tag("sample")
class GrowingIT {
    private static final String EARLY = "2.5";
    private static final Footage FIRST = Footage.of(true, 1);
    private static final Footage LAST = Footage.of(false, 1);

    private static Published upTo(byte[] file, int percent) {
        return new Published(there(file, percent), "ETag", "\"" + percent + "\"", "Cache-Control", "max-age=0");
    }

    private static byte[] there(byte[] file, int percent) {
        return Arrays.copyOf(file, (int) (file.length * (long) percent / 100));
    }

    private static byte[] cut(byte[] file, String start) throws CutException {
        Source source = Source.of(file);
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    void whatIsThereIsCut(String onMiss) throws Exception {
        try (Site site = Site.open("growing", "--on-miss=" + onMiss)) {
            for (Client client : site.clients()) {
                String path = site.place(FIRST.name(), upTo(FIRST.file(), 40));
                for (int percent : new int[] {40, 70, 100}) {
                    site.origin.publish(path, request -> upTo(FIRST.file(), percent));
                    byte[] there = there(FIRST.file(), percent);
                    // Once from the origin, and once more when the cache has it, stale.
                    for (int i = 0; i < 2; i++) {
                        assertArrayEquals(cut(there, EARLY), client.get(path + "?start=" + EARLY).body(), percent + " %");
                    }
                }
                assertArrayEquals(FIRST.cut(), client.get(path + Footage.START).body());
            }
        }
    }

    /** The moov comes last: until then there is no movie. */
    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    void withoutItsMoovItIsServedAsFarAsItIsThere(String onMiss) {
        try (Site site = Site.open("growing-last", "--on-miss=" + onMiss)) {
            for (Client client : site.clients()) {
                String path = site.place(LAST.name(), upTo(LAST.file(), 40));
                assertArrayEquals(there(LAST.file(), 40), client.get(path + Footage.START).body());
                site.origin.publish(path, request -> upTo(LAST.file(), 100));
                site.server.await("cut", () -> Arrays.equals(LAST.cut(), client.get(path + Footage.START).body()));
            }
        }
    }

    /** From the answer to the first or the second request on, it is another version. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatGrowsDuringASeekIsCutAsTheOriginHasItThen(int before) throws Exception {
        try (Site site = Site.open("growing-meanwhile")) {
            for (Client client : site.clients()) {
                String path = site.place(FIRST.name(), upTo(FIRST.file(), 70));
                AtomicInteger asked = new AtomicInteger();
                site.origin.publish(path, request -> upTo(FIRST.file(), asked.incrementAndGet() <= before ? 70 : 100));
                byte[] body = client.get(path + Footage.START).body();
                byte[] old = cut(there(FIRST.file(), 70), "10.5");
                assertTrue(Arrays.equals(body, before == 1 ? FIRST.cut() : old), () -> body.length + " bytes");
            }
        }
    }
}
