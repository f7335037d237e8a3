package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An origin that says nothing to a request for a part of a file: its client gets the file, as without the plugin. */
@Tag("sample")
class SilentIT {
    @Test
    void onARangeGetsTheFileWhole() {
        RunRoot root = new RunRoot("silent-range");
        // Half of the first is how long a seek waits for an index.
        root.records.put("http.transaction_no_activity_timeout_in", 4);
        root.records.put("http.transaction_no_activity_timeout_out", 60);
        try (Site site = Site.open(root)) {
            for (Footage footage : List.of(Footage.of(true, 1), Footage.of(false, 1))) {
                site.origin.serve(footage.name(), Source.of(footage.file()));
                for (Client client : site.clients()) {
                    String path = site.place(Behaviour.SILENT_RANGES, footage.name());
                    Reply reply = client.get(path + Footage.START);
                    assertEquals(200, reply.status());
                    assertArrayEquals(footage.file(), reply.body(), reply::toString);
                    List<String> logged = site.logged(path);
                    assertTrue(logged.stream().anyMatch(line -> line.contains("why=declined: its index is not read after 2 s")),
                            logged::toString);
                    site.origin.open(path);
                }
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
        }
    }

    /** Traffic Server has no limit then, and the plugin has one of its own. */
    @Test
    @Tag("full")
    void onARangeIsWaitedForNotForEverWithoutATimeout() {
        RunRoot root = new RunRoot("silent-unlimited");
        root.records.put("http.transaction_no_activity_timeout_in", 0);
        root.records.put("http.transaction_no_activity_timeout_out", 60);
        try (Site site = Site.open(root)) {
            Footage footage = Footage.of(true, 1);
            site.origin.serve(footage.name(), Source.of(footage.file()));
            String path = site.place(Behaviour.SILENT_RANGES, footage.name());
            assertArrayEquals(footage.file(), site.plain.get(path + Footage.START).body());
            List<String> logged = site.logged(path);
            assertTrue(logged.stream().anyMatch(line -> line.contains("why=declined: its index is not read after 15 s")),
                    logged::toString);
            site.origin.open(path);
        }
    }
}
