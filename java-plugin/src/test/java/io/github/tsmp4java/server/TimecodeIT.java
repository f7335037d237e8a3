package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counter of a time code track is read from wherever it stands: behind the moov, before it, or in the first fragment. */
@Tag("sample")
class TimecodeIT {
    private static final String START = "7.3";
    private static final Map<String, byte[]> FILES = Map.of("last.mov", movie(), "first.mov", movie("-movflags", "faststart"),
            "fragments.mov", movie("-bf", "0", "-movflags", "frag_keyframe+empty_moov+default_base_moof"),
            "indexed.mov", movie("-bf", "0", "-movflags", "frag_keyframe+empty_moov+default_base_moof+global_sidx"));
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("timecode");
        FILES.forEach((name, bytes) -> site.origin.serve(name, Source.of(bytes)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** Longer than what is read of a file at once. */
    private static byte[] movie(String... more) {
        String[] words = {"-f", "lavfi", "-i", "testsrc2=d=10:r=25:s=320x240", "-c:v", "libx264", "-g", "25", "-b:v", "1M", "-timecode", "10:00:00:00"};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Ffmpeg.made(".mov", all);
    }

    private static byte[] cut(String name) throws CutException {
        Source file = Source.of(FILES.get(name));
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, START);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"last.mov", "first.mov", "fragments.mov", "indexed.mov"})
    void isInTheCut(String name) throws Exception {
        byte[] cut = cut(name);
        assertTrue(FILES.get(name).length > 512 << 10, () -> FILES.get(name).length + " bytes");
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name);
            site.plain.get(path);
            site.cached(path);
            site.readsByRange(client, path + "?start=" + START, cut);
            String cold = site.place(Behaviour.NO_STORE, name);
            assertArrayEquals(cut, client.get(cold + "?start=" + START).body());
        }
    }

    /** The index of a body that streamed past is not that of later seeks, which can read the counter. */
    @Test
    void isInTheCutOnceTheFileHasStreamedPast() throws Exception {
        Source file = Source.of(FILES.get("first.mov"));
        Source streamed = Pipeline.cut(Pipeline.index(file), file, START);
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.NO_RANGES, "first.mov");
            assertArrayEquals(streamed.read(0, Math.toIntExact(streamed.length())), client.get(path + "?start=" + START).body());
            site.cached(path);
            site.readsByRange(client, path + "?start=" + START, cut("first.mov"));
        }
    }
}
