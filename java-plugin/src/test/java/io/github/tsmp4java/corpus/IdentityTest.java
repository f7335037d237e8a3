package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.judge.Expectation;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Segment;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A cut at 0 plays as the file does, and keeps every sample that its edits do not hide. */
class IdentityTest {
    private static final SeekRequest.Seek ALL = new SeekRequest.Seek(Time.ZERO, Optional.empty(), false);

    @TestFactory
    Stream<DynamicTest> models() {
        return ModelFiles.all().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> same(entry.getValue().source())));
    }

    @TestFactory
    Stream<DynamicTest> media() {
        return Stream.concat(MediaFile.made().stream(), MediaFile.corpus().stream())
                .filter(file -> file.kind().equals("seekable"))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> same(Source.of(file.bytes()))));
    }

    private static void same(Source file) throws CutException {
        MovieIndex index = Pipeline.indexAnywhere(file);
        Judge judge = new Judge(file);
        Source cut = Pipeline.cut(index, file, ALL);
        assertEquals(java.util.List.of(), judge.judge(cut, "0"));
        Movie made = Movie.of(cut, true);
        assertEquals(Ratio.ZERO, Expectation.of(judge.movie(), Ratio.ZERO).cutTime());
        for (Track track : judge.movie().tracks()) {
            boolean ofTheFile = track.handler().equals("tmcd") || track.handler().equals("hint");
            if (!track.samples().isEmpty() && !ofTheFile) {
                int kept = made.track(track.id()).orElseThrow().samples().size();
                long shownFrom = track.closedEdits().stream().filter(edit -> !edit.empty())
                        .mapToLong(Segment::mediaTime).min().orElse(0);
                long hidden = track.samples().stream().filter(sample -> sample.ct() + sample.duration() <= shownFrom).count();
                assertTrue(kept == track.samples().size() || hidden > 0 && kept >= track.samples().size() - hidden,
                        () -> track + " keeps " + kept + " of " + track.samples().size() + " samples, " + hidden
                                + " are hidden");
            }
        }
    }
}
