package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.judge.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every seekable file, at every kind of request: cut right, or declined by name. */
class EveryCutTest {
    private static final OutcomeTable OUTCOMES = new OutcomeTable();
    /** All requests of every file, not a third of them: -Dfull. */
    private static final boolean FULL = System.getProperty("full") != null;

    /** Called fragmented by the corpus' index; their samples are not in the file. */
    private static final Set<String> WITHOUT_MEDIA = Set.of("public/Zeugma440+atldotnet/fragmented.mp4",
            "public/Eyevinn+mp4ff/examples__add-sidx__testdata__clear_with_enc_boxes.mp4");

    @AfterAll
    static void tell() {
        OUTCOMES.tell("cuts in process");
    }

    @TestFactory
    Stream<DynamicTest> made() {
        return MediaFile.made().stream().filter(EveryCutTest::whole)
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> cut(file)));
    }

    @TestFactory
    Stream<DynamicTest> corpus() {
        return MediaFile.corpus().stream().filter(EveryCutTest::whole)
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> cut(file)));
    }

    private static boolean whole(MediaFile file) {
        return file.kind().equals("seekable") || file.kind().equals("fragmented") && !WITHOUT_MEDIA.contains(file.name());
    }

    private static void cut(MediaFile media) {
        byte[] bytes = media.bytes();
        Source file = Source.of(bytes);
        try {
            Pipeline.index(file);
        } catch (CutException e) {
            if (e.getMessage().contains("moov after mdat")) {
                judge(media, "moov last", file);
                judge(media, "moov moved to the front", Source.of(MoovFirst.of(bytes)));
                return;
            }
        }
        judge(media, media.kind().equals("fragmented") ? "fragments" : "moov first", file);
    }

    private static void judge(MediaFile media, String layout, Source file) {
        Trial trial;
        try {
            trial = new Trial(file, Pipeline.indexAnywhere(file));
        } catch (CutException e) {
            declined(media, layout, e);
            return;
        }
        List<Request> requests = Requests.of(trial.judge().movie(), media.name().hashCode());
        trial.run(FULL ? requests : sample(requests));
        for (CutException e : trial.declined()) {
            declined(media, layout, e);
        }
        List<String> wrong = trial.wrong();
        if (trial.declined().isEmpty()) {
            OUTCOMES.put(media, layout, wrong.isEmpty() ? "cut" : "WRONG");
        }
        assertEquals(List.of(), wrong, () -> media + ", " + layout + "\n" + String.join("\n", wrong));
        assertFalse(!trial.declined().isEmpty() && trial.declined().size() < requests.size() && FULL,
                () -> media + " is declined at some requests only: " + trial.declined());
    }

    /** Every third request; which, differs from file to file. */
    private static List<Request> sample(List<Request> requests) {
        return IntStream.range(0, requests.size()).filter(i -> (i + requests.hashCode()) % 3 == 0)
                .mapToObj(requests::get).toList();
    }

    private static void declined(MediaFile media, String layout, CutException e) {
        OUTCOMES.put(media, layout, e.getMessage().replaceAll("@\\d+", ""));
        if (!(e instanceof DeclinedCut)) {
            fail(media + " is called malformed: " + e.getMessage(), e);
        }
    }
}
