package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside fq_pacing, which sets a rate on the client's socket, where the kernel's packet scheduler is the one that it wants. */
@Tag("sample")
class PacingIT {
    private static final List<Footage> FOOTAGE = Footage.both();
    private static final String PACING = "@plugin=fq_pacing.so @pparam=--rate=20000000";
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("pacing");
        Origin origin = new Origin();
        FOOTAGE.forEach(footage -> origin.serve(footage.name(), Source.of(footage.file())));
        String here = String.join(" ", Plugin.rule());
        root.map("/plain/before/", origin, PACING, here).map("/plain/after/", origin, here, PACING);
        site = Site.of(origin, Confinement.startWithScheduler(root, "fq"));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void seeksAreTheSameWithIt(String folder) {
        for (Client client : site.allClients()) {
            for (Footage footage : FOOTAGE) {
                String path = "/plain/" + folder + "/" + client.hashCode() + "/" + footage.name();
                assertArrayEquals(footage.cut(), client.get(path + Footage.START).body(), path);
                site.cached(path, client);
                site.readsByRange(client, path + Footage.START, footage.cut());
            }
        }
    }

    /** It takes an internal request for one of a client, and there is no socket. */
    @Test
    void itLogsAnErrorForEachInternalRequest() {
        String path = "/plain/after/logged/" + FOOTAGE.get(1).name();
        assertArrayEquals(FOOTAGE.get(1).cut(), site.plain.get(path + Footage.START).body());
        String error = "[fq_pacing] Error setting SO_MAX_PACING_RATE, errno=9";
        site.server.await("logged", () -> site.server.diags().contains(error));
        assertEquals(0, site.settled("untouched"));
    }
}
