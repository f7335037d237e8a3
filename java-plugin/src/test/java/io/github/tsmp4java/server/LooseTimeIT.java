package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that takes times as people type them. */
@Tag("sample")
class LooseTimeIT {
    private static final String NAME = "h264_gop1.mp4";
    private static Site site;
    private static byte[] file;

    @BeforeAll
    static void open() throws Exception {
        site = Site.open("loose", "--time=loose");
        file = MediaFile.made(NAME).bytes();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static void answers(String query, byte[] wanted) {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, NAME, file);
            for (String cache : List.of("cold", "warm")) {
                Reply reply = client.get(path + query);
                assertEquals(200, reply.status(), () -> cache + " " + query + " " + reply);
                assertArrayEquals(wanted, reply.body(), () -> cache + " " + query + " " + reply);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "+2.5", "2.5s", "2,5", "2,50s", "0:02.5", "0:2,5", "0:00:02.5", "0%3A02.5", "0%3a02%2C5",
        "2.5&end=1:30", "2,5&end=0:01"})
    void cuts(String start) throws Exception {
        answers("?start=" + start, Pipeline.cutBytes(Source.of(file), "2.5"));
    }

    @Test
    void endsThere() throws Exception {
        answers("?start=2,5&end=0:04", CutFiles.cut(file, "2.5", "4"));
        answers("?end=0:03", CutFiles.cut(file, "0", "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "0:00", "1:60", "-0:02", "2.5 ", "1e1", "2%2E5", "2:", ":2", "1:2:3:4"})
    void whatIsNoTimeIsTheWholeFile(String start) {
        answers("?start=" + start.replace(" ", "%20"), file);
    }

    @Test
    void aNegativeStartIsRefused() {
        assertEquals(400, site.plain.get(site.place(Behaviour.PLAIN, NAME, file) + "?start=-2s").status());
    }
}
