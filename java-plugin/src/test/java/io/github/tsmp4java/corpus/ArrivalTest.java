package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** However the bytes of a file arrive, its cut is the same. */
class ArrivalTest {
    private static final String START = "3.3";

    @TestFactory
    Stream<DynamicTest> sameCut() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("h264_25fps_gop50.mp4", "h264_subtitles.mp4", "audio_44100.m4a", "prores_pcm.mov")) {
            files.put(name, MediaFile.made(name).bytes());
        }
        for (String name : List.of("uuid between moov and mdat", "a 64-bit mdat header",
                "an unknown box in the moov")) {
            files.put(name, ModelFiles.all().get(name).bytes());
        }
        List<DynamicTest> tests = new ArrayList<>();
        files.forEach((name, file) -> patterns(file).forEach((how, pattern) -> tests.add(
                DynamicTest.dynamicTest(name + ", " + how, () -> same(file, pattern)))));
        return tests.stream();
    }

    /** The beginning of a file, then only what is asked for. */
    @TestFactory
    Stream<DynamicTest> sameCutOfAFileReadAnywhere() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("as it is", "moov last", "moov behind 6 GB", "compressed moov", "uuid between moov and mdat")) {
            Source file = ModelFiles.all().get(name).source();
            for (int first : new int[] {0, 1, 8, 9, 31, 100, 5000}) {
                for (int most : new int[] {1, 5, 1000}) {
                    tests.add(DynamicTest.dynamicTest(name + ", " + first + " bytes, then at most " + most, () -> {
                        Source wanted = Pipeline.cut(Pipeline.indexAnywhere(file), file, START);
                        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file, first, most), file, START);
                        int head = (int) Math.min(20_000, wanted.length());
                        assertArrayEquals(wanted.read(0, head), cut.read(0, head));
                        assertEquals(wanted.length(), cut.length());
                    }));
                }
            }
        }
        return tests.stream();
    }

    private static void same(byte[] file, LongUnaryOperator pattern) throws CutException {
        Source source = Source.of(file);
        byte[] wanted = Pipeline.cutBytes(source, START);
        Source cut = Pipeline.cut(Pipeline.index(source, pattern), source, START);
        assertArrayEquals(wanted, cut.read(0, (int) cut.length()));
    }

    private static Map<String, LongUnaryOperator> patterns(byte[] file) {
        Map<String, LongUnaryOperator> out = new LinkedHashMap<>();
        out.put("whole", at -> file.length);
        out.put("a byte at a time", at -> at + 1);
        out.put("7 bytes at a time", at -> at + 7);
        out.put("split at every box edge", edges(file, 0));
        out.put("split one before every box edge", edges(file, -1));
        out.put("split one after every box edge", edges(file, 1));
        return out;
    }

    /** Each edge of each box, and of its header, moved by {@code shift}. */
    private static LongUnaryOperator edges(byte[] file, int shift) {
        TreeSet<Long> edges = new TreeSet<>(List.of((long) file.length));
        collect(RawBox.parse(Source.of(file), false), shift, edges);
        return at -> edges.higher(at) == null ? file.length : edges.higher(at);
    }

    private static void collect(List<RawBox> boxes, int shift, TreeSet<Long> edges) {
        for (RawBox box : boxes) {
            edges.add(box.at() + shift);
            edges.add(box.at() + box.header() + shift);
            edges.add(box.at() + box.size() + shift);
            collect(box.children(), shift, edges);
        }
        edges.removeIf(edge -> edge <= 0);
    }
}
