package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An origin that redirects, and a Traffic Server that follows: it looks up another file in the same transaction. */
@Tag("sample")
class RedirectIT {
    /** Of the body that comes with it: none, one that goes out with the header, one that does not. */
    private static final List<Integer> BODIES = List.of(0, 300, 40_000);

    private static Site site(String onMiss) {
        RunRoot root = new RunRoot("redirect");
        root.records.put("http.number_of_redirections", 2);
        root.records.put("http.redirect.actions", "self:follow,loopback:follow,routable:follow");
        // A stale file's transform has the redirect in it by then: its client gets nothing more, and no sooner than this.
        root.records.put("http.transaction_no_activity_timeout_in", 3);
        return Site.open(root, "--on-miss=" + onMiss);
    }

    private static Published redirect(Site site, String to, int body) {
        return new Published(new byte[body], "Cache-Control", "no-store", "Location",
                "http://127.0.0.1:" + site.origin.port() + to).answering("302 Found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    void leadsToTheCut(String onMiss) {
        try (Site site = site(onMiss)) {
            for (Footage footage : Footage.both()) {
                site.origin.serve(footage.name(), Source.of(footage.file()));
                for (Client client : site.clients()) {
                    for (int body : BODIES) {
                        leadsToTheCut(site, client, footage, body, onMiss.equals("range"));
                    }
                }
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
            assertEquals(0, site.settled("impossible_changes"));
        }
    }

    private static void leadsToTheCut(Site site, Client client, Footage footage, int body, boolean isByRange) {
        String to = site.place(Behaviour.PLAIN, footage.name());
        String path = site.place(footage.name(), redirect(site, to, body));
        Reply cold = client.get(path + Footage.START);
        assertArrayEquals(isByRange ? footage.cut() : footage.cold(), cold.body(), () -> body + " " + cold);
        for (int i = 0; i < 2; i++) {
            Reply warm = client.get(path + Footage.START);
            assertTrue(Arrays.equals(footage.cold(), warm.body()) || Arrays.equals(footage.cut(), warm.body()),
                    () -> body + " " + warm);
        }
        if (!isByRange) {
            // What was meant for the cache is not asked of the origin.
            for (String each : List.of(path, to)) {
                site.origin.requestsFor(each).forEach(request -> assertEquals(null, request.header("Range")));
            }
        }
    }

    /** The transaction is let go on, whatever becomes of it. */
    @Test
    @Tag("full")
    void ofAStaleFileHoldsNobody() {
        try (Site site = site("range")) {
            for (Footage footage : Footage.both()) {
                for (int body : BODIES) {
                    String path = site.stale(footage, true);
                    String to = site.place(Behaviour.PLAIN, footage.name(), footage.file());
                    site.origin.publish(path, request -> redirect(site, to, body));
                    for (Client client : site.clients()) {
                        try {
                            client.get(path + Footage.START);
                        } catch (Client.Failed broken) {
                            assertTrue(site.server.alive(), broken::toString);
                        }
                    }
                }
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
            assertEquals(0, site.settled("impossible_changes"));
        }
    }
}
