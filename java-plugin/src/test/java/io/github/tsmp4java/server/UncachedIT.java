package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Without the cache, in one rule or in the whole server: the index of a file is kept by a strong entity tag, and by nothing
 * else. With one, the origin is asked for parts.
 */
@Tag("sample")
class UncachedIT {
    private static final Footage FOOTAGE = Footage.of(true, 1);
    private static final Map<Off, Site> SITES = new EnumMap<>(Off.class);

    /** Where the cache is turned off. */
    enum Off { RULE, SERVER }

    @BeforeAll
    static void open() {
        for (Off off : Off.values()) {
            RunRoot root = new RunRoot("uncached");
            root.logging = root.logging.replace(" why=", " index=%<{@TSMP4-Index}psh> why=");
            Origin origin = new Origin();
            String to = "/uncached/ http://127.0.0.1:" + origin.port() + "/ " + String.join(" ", Plugin.rule());
            switch (off) {
                case RULE -> to = to.replaceFirst(" @", " @plugin=conf_remap.so @pparam=proxy.config.http.cache.http=0 @");
                case SERVER -> root.records.put("http.cache.http", 0);
            }
            root.rule("map http://127.0.0.1:" + root.port + to).rule("map https://localhost:" + root.tlsPort + to);
            SITES.put(off, Site.beside(root, origin));
        }
    }

    @AfterAll
    static void close() {
        SITES.values().forEach(Site::close);
    }

    /** How the index of each seek came, sorted, since transactions may end in another order; those for parts have none. */
    private static List<String> indexes(Site site, String seek) {
        return site.logged(seek).stream().map(line -> line.replaceFirst(".* index=(\\S*) .*", "$1"))
                .filter(index -> !index.equals("-")).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({"RULE, PLAIN, known, read", "RULE, WEAK, passing, passing", "RULE, BARE, passing, passing",
        "SERVER, PLAIN, known, read", "SERVER, WEAK, passing, passing", "SERVER, BARE, passing, passing"})
    void isKnownByAStrongTagAlone(Off off, Behaviour behaviour, String one, String other) {
        Site site = SITES.get(off);
        for (Client client : site.clients()) {
            String seek = "/uncached" + site.place(behaviour, FOOTAGE.name(), FOOTAGE.file()) + Footage.START;
            assertArrayEquals(FOOTAGE.cut(), client.get(seek).body());
            assertArrayEquals(FOOTAGE.cut(), client.get(seek).body());
            site.server.await("logged", () -> indexes(site, seek).size() == 2);
            assertEquals(List.of(one, other), indexes(site, seek));
        }
    }
}
