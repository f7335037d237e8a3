package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.server.Ffmpeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** ffmpeg decodes every cut of every file and has nothing to say that it does not say of the source. */
@Tag("full")
class DecodeTest {
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
                Set<String> found = Ffmpeg.newComplaints(name, source, Pipeline.cutBytes(Source.of(source), start));
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
