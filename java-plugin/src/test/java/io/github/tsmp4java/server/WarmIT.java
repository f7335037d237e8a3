package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done before the first seeks: a class that one of them loads has its client wait. */
@Tag("sample")
class WarmIT {
    private static final String WARM_UP = "tsmp4java warm-";
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("warm");
        site = Site.open(root, "--jvm-option=-Xlog:class+load:file=" + root.folder + "/log/classes.txt");
        site.server.await("warm", () -> !site.server.threads().contains(WARM_UP));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static List<String> loaded() {
        return site.root.read("log/classes.txt").lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264_25fps_gop50.mp4", "fragmented.mp4"})
    void theFirstSeeksLoadNoClass(String name) throws CutException {
        byte[] file = MediaFile.made(name).bytes();
        Source whole = Source.of(file);
        Source part = Pipeline.cut(Pipeline.indexAnywhere(whole), whole, "5");
        byte[] cut = part.read(0, Math.toIntExact(part.length()));
        int before = loaded().size();
        String path = site.place(Behaviour.PLAIN, name, file);
        site.plain.get(path);
        site.cached(path);
        assertArrayEquals(cut, site.plain.get(path + "?start=5").body());
        assertArrayEquals(cut, site.http2.get(path + "?start=5").body());
        assertEquals(List.of(), loaded().subList(before, loaded().size()));
    }
}
