package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An origin that keeps connections alive and sends a second answer, which nobody asked for, behind each. */
@Tag("sample")
class UnaskedIT {
    private static final int ROUNDS = 10;
    private static final int SEEKS = 300;
    private static final int CROWD = 8;
    private static final String EARLY = "2.5";
    private static final byte[] UNASKED = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\n"
            + "foreign").getBytes(StandardCharsets.US_ASCII);

    private static String place(Site site, Footage footage) {
        String path = site.place(Behaviour.PLAIN, footage.name());
        site.origin.publish(path, ignored -> (request, out) -> {
            FilePart part = FilePart.of(request, footage.file());
            out.write(part.head());
            out.write(part.body());
            out.write(UNASKED);
            out.flush();
            return true;
        });
        return path;
    }

    private static void gets(byte[] expected, Client client, String target) {
        Reply reply = client.get(target);
        assertEquals(200, reply.status());
        assertArrayEquals(expected, reply.body(), () -> target + " " + reply + " "
                + Arrays.toString(Arrays.copyOf(reply.body(), 8)));
    }

    private static byte[] early(Footage footage) {
        try {
            Source file = Source.of(footage.file());
            Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, EARLY);
            return cut.read(0, Math.toIntExact(cut.length()));
        } catch (CutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void neverMakesUpACut() {
        try (Site site = Site.open("unasked")) {
            for (Footage footage : Footage.both()) {
                for (Client client : site.clients()) {
                    for (int i = 0; i < ROUNDS; i++) {
                        gets(footage.cut(), client, place(site, footage) + Footage.START);
                        assertTrue(site.server.alive());
                    }
                }
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
        }
    }

    /** Cuts that stream past, while plain requests leave connections behind. */
    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    @Tag("full")
    void norWhereManySeekAtATime(String onMiss) throws Exception {
        List<Footage> both = Footage.both();
        List<byte[]> early = both.stream().map(UnaskedIT::early).toList();
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try (Site site = Site.open("unasked-crowd", "--on-miss=" + onMiss)) {
            List<Future<?>> seeks = new ArrayList<>();
            for (int i = 0; i < SEEKS; i++) {
                Footage footage = both.get(i % 2);
                boolean isCut = onMiss.equals("range") || footage.name().startsWith("first");
                byte[] expected = isCut ? early.get(i % 2) : footage.file();
                Client client = site.allClients().get(i / 2 % 3);
                String path = place(site, footage);
                seeks.add(crowd.submit(() -> gets(expected, client, path + "?start=" + EARLY)));
                if (i % 5 == 0) {
                    seeks.add(crowd.submit(() -> client.get(place(site, footage))));
                }
            }
            for (Future<?> seek : seeks) {
                seek.get();
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
        } finally {
            crowd.shutdownNow();
        }
    }
}
