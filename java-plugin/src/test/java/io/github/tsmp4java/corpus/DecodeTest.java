package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.server.Ffmpeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** ffmpeg decodes every cut of every file and has nothing to say that it does not say of the source. */
@Tag("full")
class DecodeTest {
    /** What a seek into these files cannot help: leading pictures of an open GOP, no key, an stss that is not true. */
    private static final Map<String, String> UNAVOIDABLE = Map.of(
            "h264_open_gop.mp4", "mmco: unref short failure",
            "gen/cenc_aes_ctr_a.mp4", "",
            "public/sannies+mp4parser/isoparser__MOV00006.3gp", "first frame is no keyframe");

    @TestFactory
    Stream<DynamicTest> everyCut() {
        return Stream.concat(MediaFile.made().stream(), MediaFile.corpus().stream())
                .filter(file -> file.kind().equals("seekable"))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> decode(file.name(), file.bytes())));
    }

    private static void decode(String name, byte[] file) {
        byte[] source = file;
        List<String> wrong = new ArrayList<>();
        try {
            try {
                Pipeline.index(Source.of(source));
            } catch (CutException e) {
                source = MoovFirst.of(file);
                Pipeline.index(Source.of(source));
            }
            for (String start : Starts.of(new Judge(Source.of(source)).movie(), name.hashCode())) {
                Set<String> found = Ffmpeg.newComplaints(source, Pipeline.cutBytes(Source.of(source), start));
                found.removeIf(line -> UNAVOIDABLE.containsKey(name) && line.contains(UNAVOIDABLE.get(name)));
                if (!found.isEmpty()) {
                    wrong.add("start=" + start + " " + found);
                }
            }
        } catch (CutException e) {
            // EveryCutTest tells which files are declined, and why.
            return;
        }
        assertEquals(List.of(), wrong, () -> name + "\n" + String.join("\n", wrong));
    }
}
