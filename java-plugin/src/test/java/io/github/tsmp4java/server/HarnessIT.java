package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The machinery itself, without the plugin: what it measures must be Traffic Server's own doing. */
class HarnessIT {
    @Test
    void aPlainTrafficServerCachesWhatTheOriginSends() {
        byte[] file = new MovieModel().with(TrackModel.video(1, 500, 25)).bytes();
        RunRoot root = new RunRoot("harness");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file));
                TrafficServer server = TrafficServer.start(root.map("/", origin))) {
            Client plain = Client.plain(server);
            Client http2 = Client.http2(server);
            Reply cold = plain.get("/plain/a.mp4");
            Reply warm = http2.get("/plain/a.mp4");
            assertArrayEquals(file, cold.body());
            assertArrayEquals(file, warm.body());
            assertEquals(HttpClient.Version.HTTP_1_1, cold.version());
            assertEquals(HttpClient.Version.HTTP_2, warm.version());
            assertEquals(1, origin.requests().size());
            assertEquals(404, plain.get("/not_found/a.mp4").status());
            assertEquals(302, plain.get("/redirect/a.mp4").status());
            assertEquals(503, plain.get("/error/a.mp4").status());
            assertEquals(206, plain.get("/partial/a.mp4").status());
            for (String folder : new String[] {"chunked", "no_length", "slow", "bare", "weak", "headers"}) {
                assertArrayEquals(file, plain.get("/" + folder + "/a.mp4").body(), folder);
            }
            for (String folder : new String[] {"dies", "dies_early", "overstated"}) {
                assertThrows(Client.Failed.class, () -> plain.get("/" + folder + "/a.mp4"), folder);
            }
            assertEquals(file.length - 1, plain.get("/understated/a.mp4").body().length);
            assertTrue(server.proc().rss() > 1000);
        }
    }

    @Test
    void aManagedOneReloadsItsRules() {
        byte[] file = new MovieModel().with(TrackModel.video(1, 50, 25)).bytes();
        RunRoot root = new RunRoot("managed");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file));
                TrafficServer server = TrafficServer.startManaged(root.map("/plain/", origin))) {
            Client plain = Client.plain(server);
            assertEquals(200, plain.get("/plain/a.mp4").status());
            assertEquals(404, plain.get("/bare/a.mp4").status());
            root.map("/bare/", origin);
            server.reload();
            assertEquals(200, plain.get("/bare/a.mp4").status());
        }
    }

    /** Under the names that this version has for them: else the tests would run with its defaults, and nobody be told. */
    @Test
    void itsRecordsAreThoseThatWereWritten() {
        RunRoot root = new RunRoot("records");
        try (TrafficServer server = TrafficServer.startManaged(root.rule("map http://a/ http://b/"))) {
            for (Map.Entry<String, Object> each : Installation.underTest().named(root.records).entrySet()) {
                String name = "proxy.config." + each.getKey();
                String said = server.control("config", "get", name).strip();
                String value = each.getValue() == null ? "(|null|NULL)" : Pattern.quote(each.getValue().toString());
                assertTrue(said.matches(Pattern.quote(name + ":") + " ?" + value), said);
            }
        }
    }
}
