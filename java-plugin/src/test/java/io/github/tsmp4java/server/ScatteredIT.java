package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts of several ranges of the source: what is between them is skipped, from the cache and while it streams past. */
@Tag("sample")
class ScatteredIT {
    private static final String START = "4";
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("scattered");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static byte[] cut(byte[] file) throws CutException {
        Source source = Source.of(file);
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, START);
        assertEquals(List.of(), new Judge(source).judge(cut, START));
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat, large", "flat, three tracks", "chunks far apart, interleaved",
        "chunks far apart, shuffled", "auxiliary information behind chunks far apart"})
    void coldAndWarm(String name) throws CutException {
        byte[] file = ModelFiles.all().get(name).bytes();
        byte[] wanted = cut(file);
        assertTrue(wanted.length < file.length / 2 + 10_000_000);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, "a.mp4", file);
            for (int i = 0; i < 3; i++) {
                Reply reply = client.get(path + "?start=" + START);
                assertEquals(200, reply.status());
                assertArrayEquals(wanted, reply.body(), reply::toString);
                site.cached(path);
            }
            for (int begin = 0; begin < wanted.length; begin += wanted.length / 7 + 1) {
                int end = Math.min(wanted.length, begin + wanted.length / 3);
                Reply part = client.get(path + "?start=" + START, "Range", "bytes=" + begin + "-" + (end - 1));
                assertEquals(206, part.status());
                assertArrayEquals(Arrays.copyOfRange(wanted, begin, end), part.body(), part::toString);
            }
            assertArrayEquals(file, client.get(path).body(), "the cached object is the origin's");
        }
    }

    @Test
    void withTheMoovBehindThem() throws CutException {
        byte[] file = ModelFiles.all().get("flat, audio first, moov last").bytes();
        byte[] wanted = cut(file);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, "last.mp4", file);
            assertArrayEquals(file, client.get(path).body());
            site.cached(path);
            assertArrayEquals(wanted, client.get(path + "?start=" + START).body());
        }
    }

    @Test
    void theOperatorIsToldOnce() throws CutException {
        byte[] file = ModelFiles.all().get("chunks just near enough").bytes();
        byte[] wanted = cut(file);
        String path = site.place(Behaviour.PLAIN, "near.mp4", file);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(wanted, site.plain.get(path + "?start=" + START).body());
            site.cached(path);
        }
        // The shim asks the engine for its counts with a seek, once a second at most.
        site.server.await("counted", () -> site.plain.get(path + "?start=" + START).status() == 200
                && site.server.metric("plugin.tsmp4java.scattered") > 0);
        List<String> told = site.server.diags().lines().filter(line -> line.contains("scattered") && line.contains(path))
                .toList();
        assertEquals(1, told.size(), site.server::diags);
        assertTrue(told.get(0).matches(".*\\d+ bytes sent, \\d+ useful \\(0 %\\).*"), told.get(0));
    }
}
