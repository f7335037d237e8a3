package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Traffic Server does not say that a file is being written when a lookup found the lock of its stripe taken. Here every
 * lookup does.
 */
@Tag("sample")
class BusyCacheIT {
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("busy");
        Path library = root.folder.resolve("busy_cache.so");
        Command.run("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), "../native-shim/test/busy_cache.c").good();
        Origin origin = new Origin();
        root.map("/", origin, Plugin.rule());
        site = Site.beside(root, origin, Map.of("LD_PRELOAD", library.toString()));
    }

    @AfterAll
    static void close() {
        assertTrue(site.root.read("log/console.txt").contains("busy_cache: a lookup finds its lock taken"));
        site.close();
    }

    static Stream<Footage> footage() {
        return Footage.both().stream();
    }

    @ParameterizedTest
    @MethodSource("footage")
    void aFileThatIsBeingWrittenIsNotWaitedFor(Footage footage) {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.GATED, footage.name(), footage.file());
            CompletableFuture<Reply> whole = CompletableFuture.supplyAsync(() -> site.plain.get(path));
            site.server.await("the file comes", () -> !site.origin.wholeRequestsFor(path).isEmpty());
            for (int i = 0; i < 5; i++) {
                Reply seek = client.get(path + Footage.START);
                assertArrayEquals(footage.cut(), seek.body(), seek::toString);
            }
            site.origin.open(path);
            assertArrayEquals(footage.file(), whole.join().body());
            site.cached(path);
            site.readsByRange(client, path + Footage.START, footage.cut());
            assertEquals(1, site.origin.wholeRequestsFor(path).size(), "nothing had to fill the cache beside it");
        }
    }
}
