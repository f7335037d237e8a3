package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {
    /** The warm-up says nothing when it fails: its movie must be one that is cut. */
    @Test
    void theMovieIsCutAtItsKeyFrames() throws Exception {
        byte[] head = WarmUpMovie.head();
        HeadCollector collector = new HeadCollector(4 << 20, WarmUpMovie.SIZE);
        assertTrue(collector.feed(head, 0, head.length));
        MovieIndex index = MovieIndex.of(collector.head());
        SeekRequest.Seek seek = (SeekRequest.Seek) SeekRequest.parse("301.5", null, false);
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(WarmUpMovie.SIZE));
        assertEquals(2, plan.tracks().size());
        assertEquals(7550, plan.cutOf(index.reference()).samples().first() + 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ac-3", "mp4a"})
    void theFragmentsAreCutAtTheirKeyFrames(String sound) throws Exception {
        byte[] file = WarmUpFragments.file(sound);
        HeadCollector collector = new HeadCollector(4 << 20, file.length);
        assertTrue(collector.feed(file, 0, file.length));
        MovieIndex index = MovieIndex.of(collector.head());
        SeekRequest.Seek seek = (SeekRequest.Seek) SeekRequest.parse("7.5", null, false);
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(file.length));
        assertEquals(2, plan.tracks().size());
        assertEquals(Time.seconds(new BigDecimal(7)), plan.snap().start());
    }

    @Test
    void itRunsToItsEnd() {
        assertEquals(300, new WarmUp().seeks());
    }
}
