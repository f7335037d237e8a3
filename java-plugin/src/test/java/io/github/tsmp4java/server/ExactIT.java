package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where playback begins: the rule says, and the request where the rule lets it. */
@Tag("sample")
class ExactIT {
    private static final String NAME = "h264_25fps_gop50.mp4";
    private static byte[] file;
    private static byte[] snapped;
    private static byte[] exact;
    private static Origin origin;
    private static TrafficServer server;

    @BeforeAll
    static void open() throws Exception {
        file = MediaFile.made(NAME).bytes();
        snapped = CutFiles.cut(file, "3.3", null, false);
        exact = CutFiles.cut(file, "3.3", null, true);
        assertFalse(Arrays.equals(snapped, exact));
        origin = new Origin().serve(NAME, Source.of(file));
        server = TrafficServer.start(new RunRoot("exact")
                .map("/plain/no/", origin, Plugin.rule())
                .map("/plain/yes/", origin, Plugin.rule("--exact=yes"))
                .map("/plain/may/", origin, Plugin.rule("--exact-arg=exact"))
                .map("/plain/maynot/", origin, Plugin.rule("--exact=yes", "--exact-arg=precise")));
    }

    @AfterAll
    static void close() {
        server.close();
        origin.close();
    }

    @ParameterizedTest
    @CsvSource({"no,start=3.3,false", "no,start=3.3&exact=1,false", "yes,start=3.3,true", "yes,start=3.3&exact=0,true",
        "may,start=3.3,false", "may,start=3.3&exact=1,true", "may,exact=1&start=3.3,true", "may,start=3.3&exact=0,false",
        "may,start=3.3&exact=1&exact=0,true", "may,start=3.3&exact=yes,false", "may,start=3.3&exact=,false",
        "maynot,start=3.3,true", "maynot,start=3.3&precise=0,false", "maynot,start=3.3&precise=1,true",
        "maynot,start=3.3&precise,true"})
    void begins(String rule, String query, boolean exactly) {
        for (Client client : List.of(Client.plain(server), Client.http2(server))) {
            assertArrayEquals(exactly ? exact : snapped, client.get("/plain/" + rule + "/" + NAME + "?" + query).body());
        }
    }

    @Test
    void oneCachedCopyServesAll() {
        Client client = Client.plain(server);
        String path = "/plain/may/one/" + NAME;
        assertArrayEquals(file, client.get(path + "?exact=1").body(), "the whole file where there is no start");
        server.await("cached", () -> client.get(path, "Cache-Control", "only-if-cached").status() == 200);
        Reply first = client.get(path + "?start=3.3&exact=1");
        Reply second = client.get(path + "?start=3.3&exact=0");
        assertArrayEquals(exact, first.body());
        assertArrayEquals(snapped, second.body());
        assertFalse(first.header("ETag").equals(second.header("ETag")));
        assertEquals(List.of(path), origin.requestsFor(path).stream().map(Origin.Request::target).toList());
    }
}
