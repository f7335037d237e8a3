package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every seekable file, at eleven starts each: cut right, or declined by name. */
class EveryCutTest {
    private static final OutcomeTable OUTCOMES = new OutcomeTable();
    /** Files of the corpus that are called seekable, but lack a box that every track must have. */
    private static final Set<String> INCOMPLETE = Set.of("public/androidx+media/mp4__sample_missing_stsd.mp4",
            "public/wader+fq/format__isobmff__testdata__png_no_hdlr.mp4");

    @AfterAll
    static void tell() {
        OUTCOMES.tell("cuts in process");
    }

    @TestFactory
    Stream<DynamicTest> made() {
        return MediaFile.made().stream().filter(file -> file.kind().equals("seekable"))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> cut(file)));
    }

    @TestFactory
    Stream<DynamicTest> corpus() {
        return MediaFile.corpus().stream().filter(file -> file.kind().equals("seekable"))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> cut(file)));
    }

    private static void cut(MediaFile media) {
        byte[] bytes = media.bytes();
        try {
            Pipeline.index(Source.of(bytes));
        } catch (CutException e) {
            if (e.getMessage().contains("moov after mdat")) {
                OUTCOMES.put(media.name(), e.getMessage());
                judge(media.name() + " (moov moved to the front)", Source.of(MoovFirst.of(bytes)));
                return;
            }
        }
        judge(media.name(), Source.of(bytes));
    }

    private static void judge(String name, Source file) {
        List<String> wrong = new ArrayList<>();
        MovieIndex index;
        try {
            index = Pipeline.index(file);
        } catch (CutException e) {
            declined(name, e);
            return;
        }
        Judge judge = new Judge(file);
        int declined = 0;
        List<String> starts = Starts.of(judge.movie(), name.hashCode());
        for (String start : starts) {
            try {
                List<Violation> found = judge.judge(Pipeline.cut(index, file, start), start);
                if (!found.isEmpty()) {
                    wrong.add("start=" + start + " " + found);
                }
            } catch (CutException e) {
                declined(name, e);
                declined++;
            }
        }
        if (declined == 0) {
            OUTCOMES.put(name, wrong.isEmpty() ? "cut" : "WRONG");
        }
        assertEquals(List.of(), wrong, () -> name + "\n" + String.join("\n", wrong));
        assertFalse(declined > 0 && declined < starts.size(), () -> name + " is declined at some starts only");
    }

    private static void declined(String name, CutException e) {
        OUTCOMES.put(name, e.getMessage().replaceAll("@\\d+", ""));
        if (!(e instanceof DeclinedCut) && !INCOMPLETE.contains(name)) {
            fail(name + " is called malformed: " + e.getMessage(), e);
        }
    }
}
