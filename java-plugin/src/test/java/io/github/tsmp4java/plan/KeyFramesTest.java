package io.github.tsmp4java.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.judge.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The times that cuts begin at are those that seeks find, and all of them. */
class KeyFramesTest {
    /** Less than a tick of any track. */
    private static final Time BIT = Time.of(1, 1L << 50);
    /** Of a file in which every sample is a key frame. */
    private static final int MOST = 300;

    static Stream<MediaFile> corpus() {
        return MediaFile.corpus().stream().filter(file -> file.kind().equals("seekable") || file.kind().equals("fragmented"));
    }

    static List<MediaFile> made() {
        return MediaFile.made();
    }

    @ParameterizedTest
    @MethodSource("made")
    void areWhereSeeksBegin(MediaFile file) throws CutException {
        assertSeeksBeginThere(Pipeline.indexAnywhere(Source.of(file.bytes())));
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("corpus")
    void areWhereSeeksBeginInTheCorpus(MediaFile file) throws CutException {
        MovieIndex index;
        try {
            index = Pipeline.indexAnywhere(Source.of(file.bytes()));
        } catch (CutException declined) {
            assertTrue(declined.getMessage().startsWith("declined: truncated"), declined.getMessage());
            return;
        }
        assertSeeksBeginThere(index);
    }

    private static void assertSeeksBeginThere(MovieIndex index) throws CutException {
        List<Time> times = KeyFrames.of(index);
        assertFalse(times.isEmpty());
        Time end = index.reference().timeline().end();
        assertEquals(times.get(times.size() - 1), begins(index, end));
        for (int i = Math.max(1, times.size() - MOST); i < times.size(); i++) {
            Time before = times.get(i - 1);
            Time time = times.get(i);
            assertTrue(before.isBefore(time), before + " " + time);
            assertEquals(time, begins(index, time));
            assertEquals(before, begins(index, time.minus(BIT)));
        }
        assertEquals(times.get(0), begins(index, times.get(0).max(BIT)));
        assertEquals(times.get(0), begins(index, BIT));
    }

    private static Time begins(MovieIndex index, Time start) throws CutException {
        return Snap.of(index, new SeekRequest.Seek(start, Optional.empty(), false)).start();
    }
}
