package io.github.tsmp4java.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.head.Rope;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The boxes that a plan's text has in the cut are those that are in it. */
class BoxTextTest {
    private static final Pattern SINGLE = Pattern.compile("(?:copied|cropped): (moov/\\S+) of .*?(?:to the (sbgp).*|$)");
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl");

    @TestFactory
    Stream<DynamicTest> saysWhatIsInTheCut() {
        return ModelFiles.all().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> compare(entry.getValue().source())));
    }

    private static void compare(Source file) throws CutException {
        MovieIndex index = Pipeline.indexAnywhere(file);
        SeekRequest.Seek seek = (SeekRequest.Seek) SeekRequest.parse("2.5", null, false);
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(file.length()));
        Rope rope = CutFile.of(index, plan).head();
        byte[] head = new byte[Math.toIntExact(rope.length())];
        rope.render(0, ByteBuffer.wrap(head), 0, head.length);
        Set<String> said = new TreeSet<>();
        for (String line : BoxText.of(index, plan)) {
            String[] parts = line.split("(?<=^(copied|cropped|written anew|added)) in |: ");
            Matcher single = SINGLE.matcher(line);
            if (single.lookingAt()) {
                said.add(single.group(2) == null ? single.group(1).replaceAll("\\[\\d+]", "")
                        : single.group(1).replaceAll("\\[\\d+]", "").replaceAll("csgp$", single.group(2)));
            } else if (parts.length == 3 && CONTAINERS.contains(parts[1].substring(parts[1].lastIndexOf('/') + 1))) {
                List.of(parts[2].split(" ")).forEach(type -> said.add(parts[1] + "/" + type));
            }
        }
        Set<String> there = new TreeSet<>();
        collect("moov", RawBox.parse(Source.of(head), false).stream().filter(box -> box.type().equals("moov")).findFirst()
                .orElseThrow(), there);
        assertEquals(there, said);
    }

    private static void collect(String path, RawBox container, Set<String> out) {
        for (RawBox box : container.children()) {
            if (CONTAINERS.contains(box.type())) {
                collect(path + "/" + box.type(), box, out);
            } else if (!Set.of("udta", "meta").contains(box.type())) {
                out.add(path + "/" + box.type());
            }
        }
    }
}
