package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first seek into a file of the cache, whose index nobody has: it is read there, wherever the moov is. */
@Tag("sample")
class FirstSeekIT {
    /** More than SHORT_LIVED lasts. */
    private static final long STALE_AFTER_MS = 2100;
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("first");
        footage().forEach(each -> site.origin.serve(each.name(), Source.of(each.file())));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static List<Footage> footage() {
        return Footage.both();
    }

    private static String cached(Footage footage, Behaviour behaviour) {
        String path = site.place(behaviour, footage.name());
        site.plain.get(path);
        site.cached(path);
        return path;
    }

    @ParameterizedTest
    @MethodSource("footage")
    void ofAFreshFile(Footage footage) {
        for (Client client : site.clients()) {
            site.readsByRange(client, cached(footage, Behaviour.PLAIN) + Footage.START, footage.cut());
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void ofAStaleFileThatIsUnchanged(Footage footage) throws Exception {
        for (Client client : site.clients()) {
            String path = cached(footage, Behaviour.SHORT_LIVED);
            Thread.sleep(STALE_AFTER_MS);
            long pread = site.settled("pread");
            Reply reply = client.get(path + Footage.START);
            assertArrayEquals(footage.cut(), reply.body(), reply::toString);
            site.server.await("read by its range", () -> site.metric("pread") == pread + 1);
            // The file, and whether it has changed.
            List<Origin.Request> asked = site.origin.requestsFor(path);
            assertEquals(2, asked.size(), asked::toString);
            assertEquals(2, site.origin.wholeRequestsFor(path).size(), asked::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("footage")
    void ofAFileThatCameInChunks(Footage footage) {
        for (Client client : site.clients()) {
            String path = cached(footage, Behaviour.CHUNKED);
            site.readsByRange(client, path + Footage.START, footage.cut());
            String length = String.valueOf(footage.cut().length);
            assertEquals(length, client.send("HEAD", path + Footage.START).header("Content-Length"));
            site.readsByRange(client, path + Footage.START, footage.cut());
        }
    }
}
