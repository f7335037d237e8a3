package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.server.Ffmpeg;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file that can be cut, at every kind of request: cut right, or declined by name. */
class EveryCutTest {
    private static final OutcomeTable OUTCOMES = new OutcomeTable();

    /** The files that are not cut, each with the reason. */
    private static final Map<String, String> DECLINED = Map.of(
            "gen/dref_external_a.mp4", "media in another file",
            "public/Zeugma440+atldotnet/fragmented.mp4", "truncated",
            "public/androidx+media/mp4__sample_fragmented_uuid.mp4", "outside",
            "public/wader+fq/format__isobmff__testdata__fragmented.mp4", "outside");
    /** Of those that play at all. */
    private static final int MOST_DECLINED = 1;

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
        return Set.of("seekable", "fragmented", "special").contains(file.kind());
    }

    /** The others say of themselves, by ffmpeg, that their media are not where they should be. */
    @Test
    void fewThatPlayAreDeclined() {
        List<MediaFile> playing = MediaFile.corpus().stream().filter(file -> DECLINED.containsKey(file.name()))
                .filter(file -> Ffmpeg.complaints(file.bytes()).isEmpty()).toList();
        assertTrue(playing.size() <= MOST_DECLINED, () -> "declined, though they play: " + playing);
    }

    private static void cut(MediaFile media) {
        byte[] bytes = media.bytes();
        Source file = Source.of(bytes);
        try {
            Pipeline.index(file);
        } catch (CutException e) {
            if (e.getMessage().contains("moov after mdat")) {
                judge(media, "moov last", file);
                if (media.kind().equals("seekable")) {
                    judge(media, "moov moved to the front", Source.of(MoovFirst.of(bytes)));
                }
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
        trial.run(requests);
        for (CutException e : trial.declined()) {
            declined(media, layout, e);
        }
        List<String> wrong = trial.wrong();
        if (trial.declined().isEmpty()) {
            assertFalse(DECLINED.containsKey(media.name()), () -> media + " is cut");
            OUTCOMES.put(media, layout, wrong.isEmpty() ? "cut" : "WRONG");
        }
        assertEquals(List.of(), wrong, () -> media + ", " + layout + "\n" + String.join("\n", wrong));
        assertFalse(!trial.declined().isEmpty() && trial.declined().size() < requests.size(),
                () -> media + " is declined at some requests only: " + trial.declined());
    }

    private static void declined(MediaFile media, String layout, CutException e) {
        OUTCOMES.put(media, layout, e.getMessage().replaceAll("@\\d+", ""));
        assertTrue(DECLINED.containsKey(media.name()) && e.getMessage().contains(DECLINED.get(media.name())),
                () -> media + " is " + e.getMessage());
        if (!(e instanceof DeclinedCut)) {
            fail(media + " is called malformed: " + e.getMessage(), e);
        }
    }
}
