package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that does not use the cache: the index of a file is kept by a strong entity tag, and by nothing else. */
@Tag("sample")
class UncachedIT {
    private static final Footage FOOTAGE = Footage.of(true, 1);
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("uncached");
        root.logging = root.logging.replace(" why=", " index=%<{@TSMP4-Index}psh> why=");
        Origin origin = new Origin();
        String to = "/uncached/ http://127.0.0.1:" + origin.port() + "/ @plugin=conf_remap.so "
                + "@pparam=proxy.config.http.cache.http=0 " + String.join(" ", Plugin.rule());
        root.rule("map http://127.0.0.1:" + root.port + to).rule("map https://localhost:" + root.tlsPort + to);
        site = Site.beside(root, origin);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** How the index of each seek came; the requests for parts have none. */
    private static List<String> indexes(String seek) {
        return site.logged(seek).stream().map(line -> line.replaceFirst(".* index=(\\S*) .*", "$1"))
                .filter(index -> !index.equals("-")).toList();
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, read, known", "WEAK, passing, passing", "BARE, passing, passing"})
    void isKnownByAStrongTagAlone(Behaviour behaviour, String first, String second) {
        for (Client client : site.clients()) {
            String seek = "/uncached" + site.place(behaviour, FOOTAGE.name(), FOOTAGE.file()) + Footage.START;
            assertArrayEquals(FOOTAGE.cut(), client.get(seek).body());
            assertArrayEquals(FOOTAGE.cut(), client.get(seek).body());
            site.server.await("logged", () -> indexes(seek).size() == 2);
            assertEquals(List.of(first, second), indexes(seek));
        }
    }
}
