package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.plan.CutPlan;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Shapes of tables and layouts that no encoder here writes: every cut is judged. */
class ModelFilesTest {
    @TestFactory
    Stream<DynamicTest> judged() {
        return ModelFiles.all().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> judge(entry.getKey(), entry.getValue())));
    }

    private static void judge(String name, MovieModel model) throws CutException {
        Source file = model.source();
        Trial trial = new Trial(file, model.moovFirst && model.betweenZeros == 0 ? Pipeline.index(file) : Pipeline.indexAnywhere(file));
        trial.run(Requests.of(trial.judge().movie(), name.hashCode()));
        assertEquals(List.of(), trial.wrong(), () -> name + "\n" + String.join("\n", trial.wrong()));
        assertEquals(List.of(), trial.declined(), name);
    }

    private static List<Extent> media(String name, String start) throws CutException {
        Source file = ModelFiles.all().get(name).source();
        return CutPlan.of(Pipeline.indexAnywhere(file), Request.start(start).seek(), OptionalLong.of(file.length())).media();
    }

    @Test
    void aCutIsAsManyRangesAsTheFileIsApart() throws CutException {
        assertEquals(1, media("as it is", "4").size());
        assertEquals(1, media("chunks just near enough", "4").size());
        assertEquals(2, media("flat, large", "4").size());
        assertEquals(3, media("flat, three tracks", "4").size());
        assertEquals(2, media("a hole of 6 GB", "0.001").size());
        assertEquals(4, media("four chunks far apart", "0.001").size());
        for (int place : new int[] {8192, 8320, 9000}) {
            assertEquals(2, media("17,000 chunks, far apart before " + place, "0.001").size());
        }
        for (String order : List.of("interleaved", "flat", "shuffled", "reversed")) {
            assertEquals(16, media("chunks far apart, " + order, "0.001").size());
        }
    }

    @Test
    void theOffsetsAreWidenedWhereTheyMustBe() throws CutException {
        Source file = ModelFiles.all().get("offsets that need widening").source();
        assertTrue(Movie.of(file, true).moov().first("trak", "mdia", "minf", "stbl", "stco").isPresent());
        Movie cut = Movie.of(Pipeline.cut(Pipeline.index(file), file, "0.001"), true);
        assertTrue(cut.moov().first("trak", "mdia", "minf", "stbl", "co64").isPresent());
        long last = cut.tracks().get(0).samples().stream().mapToLong(sample -> sample.place()).max().orElseThrow();
        assertTrue(last > 0xffffffffL, () -> "the last sample is at " + last);
    }
}
