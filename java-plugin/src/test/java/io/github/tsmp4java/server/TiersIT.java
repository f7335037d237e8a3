package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Edges cut, parents cache, and each movie has one parent, as docs/TIERS.md says. */
class TiersIT {
    private static final List<String> STARTS = List.of("10.5", "2", "14.9");
    private static final int MOVIES = 8;
    private static final int CLIENTS = 4;
    private static final int SEEKS = 240;
    private final Tiers tiers = new Tiers();

    @AfterEach
    void close() {
        tiers.close();
    }

    private static byte[] cut(Source file, String start) throws Exception {
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    private static String path(String folder, int movie, Footage footage) {
        return "/plain/" + folder + movie + "/" + footage.name();
    }

    /** The first edge brings a movie into the cache of its parent; the second one takes it from there. */
    @Test
    @Tag("sample")
    void everyStartOfAMovieGoesToOneParentAndSharesOneObjectThere() throws Exception {
        Set<Integer> used = new TreeSet<>();
        for (int movie = 0; movie < MOVIES; movie++) {
            Footage footage = tiers.movies.get(movie % 2);
            String path = path("shared", movie, footage);
            seek(tiers.edges.get(0), path, footage);
            assertEquals(1, tiers.origin.wholeRequestsFor(path).size(), path);
            int asked = tiers.origin.requestsFor(path).size();
            seek(tiers.edges.get(1), path, footage);
            assertEquals(asked, tiers.origin.requestsFor(path).size(), path + " was asked of the origin for the second edge");
            tiers.parents.get(0).await("logged", () -> !tiers.asked(path).isEmpty());
            assertEquals(1, tiers.asked(path).size(), path);
            used.addAll(tiers.asked(path));
        }
        assertEquals(tiers.parents.size(), used.size(), "all movies have the same parent");
    }

    /** From the beginning of all to what is read from the edge's own cache. */
    private static void seek(TrafficServer edge, String path, Footage footage) throws Exception {
        Client client = Client.plain(edge);
        for (String start : STARTS) {
            assertArrayEquals(cut(Source.of(footage.file()), start), client.get(path + "?start=" + start).body(),
                    path + " " + start);
            edge.await("cached", () -> isCached(client, path));
        }
    }

    private static boolean isCached(Client client, String path) {
        Reply reply = client.get(path, "Cache-Control", "only-if-cached");
        return reply.status() == 200 && !reply.header("Via").contains("[cW");
    }

    /** It is not asked for a part, and the file streams past. */
    @Test
    @Tag("full")
    void anEdgeThatDoesNotKnowTheOriginsAddressCutsWhatStreamsPast() {
        Footage footage = tiers.movies.get(0);
        try (TrafficServer edge = tiers.edge("edge-blind", Tiers.UNKNOWN)) {
            Client client = Client.plain(edge);
            String path = path("blind", 0, footage);
            assertArrayEquals(footage.cut(), client.get(path + Footage.START).body());
            edge.await("cached", () -> isCached(client, path));
            assertEquals(1, tiers.origin.requestsFor(path).size(), path);
        }
    }

    /**
     * What was on its way from it breaks off, what is asked of it before Traffic Server has marked it down is a 502, of a plain
     * request, too, and a file whose moov was asked of it then comes whole.
     */
    @Test
    @Tag("full")
    void aParentThatDiesUnderLoadLosesNoSeekOnceItIsMarkedDown() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < SEEKS; i++) {
            int number = i;
            answers.add(clients.submit(() -> {
                begun.incrementAndGet();
                return seek(number);
            }));
        }
        tiers.edges.get(0).await("a third of the seeks", () -> begun.get() > SEEKS / 3);
        tiers.parents.get(0).kill();
        List<String> lost = new ArrayList<>();
        for (Future<String> answer : answers) {
            if (!answer.get().isEmpty()) {
                lost.add(answer.get());
            }
        }
        clients.shutdown();
        System.out.println(lost.size() + " seeks of " + SEEKS + " lost as the parent died");
        // It would have had half of the later ones.
        assertTrue(lost.size() < SEEKS / 6, lost::toString);
        for (int later = SEEKS; later < SEEKS + SEEKS / 6; later++) {
            assertEquals("", seek(later));
        }
    }

    /** In a movie that no cache has; empty if it was right. */
    private String seek(int number) {
        Footage footage = tiers.movies.get(number / 2 % 2);
        String path = path("load", number, footage);
        Client.Received received = Client.plain(tiers.edges.get(number % 2)).receive(path + Footage.START);
        boolean isWhole = received.body().length == footage.file().length;
        if (received.isComplete() && received.status() == 200 && !isWhole) {
            assertArrayEquals(footage.cut(), received.body(), path);
            return "";
        }
        return path + ": " + received.status() + ", " + received.body().length + " bytes";
    }
}
