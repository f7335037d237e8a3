package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cache that wraps around may overwrite a file after it was found, and before its index is read. Then the origin is
 * asked. Here another plugin of the rule answers each request to the cache for a part with an error.
 */
@Tag("sample")
class LostPartIT {
    private static final String START = "5.5";
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("lost");
        root.write("etc/lost.config", "cond %{REMAP_PSEUDO_HOOK} [AND]\n"
                + "cond %{CLIENT-HEADER:Cache-Control} /max-stale/\nset-status 503\n");
        Origin origin = new Origin();
        String lost = " @plugin=header_rewrite.so @pparam=" + root.folder + "/etc/lost.config";
        root.map("/", origin, String.join(" ", Plugin.rule()) + lost);
        site = Site.beside(root, origin);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264_25fps_gop50.mp4", "h264_moov_last.mp4", "fragmented.mp4"})
    void isAskedOfTheOrigin(String name) throws Exception {
        Source file = Source.of(MediaFile.made(name).bytes());
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, START);
        byte[] right = cut.read(0, Math.toIntExact(cut.length()));
        site.origin.serve(name, file);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name);
            site.plain.get(path);
            site.cached(path);
            Reply head = client.send("HEAD", path + "?start=" + START);
            assertEquals(String.valueOf(right.length), head.header("Content-Length"), head::toString);
            Reply seek = client.get(path + "?start=" + START);
            assertArrayEquals(right, seek.body(), seek::toString);
        }
        assertEquals(0, site.settled("untouched"));
    }
}
