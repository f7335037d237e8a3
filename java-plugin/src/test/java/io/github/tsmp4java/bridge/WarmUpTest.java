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
    /** @param size of the file, of which {@code head} is the beginning */
    private static MovieIndex index(byte[] head, long size) throws Exception {
        HeadCollector collector = new HeadCollector(4 << 20, size);
        assertTrue(collector.feed(head, 0, head.length));
        return MovieIndex.of(collector.head());
    }

    private static CutPlan plan(MovieIndex index, String start, long size) throws Exception {
        return CutPlan.of(index, (SeekRequest.Seek) SeekRequest.parse(start, null, false), OptionalLong.of(size));
    }

    /** The warm-up says nothing when it fails: its movie must be one that is cut. */
    @Test
    void theMovieIsCutAtItsKeyFrames() throws Exception {
        MovieIndex index = index(WarmUpMovie.head(), WarmUpMovie.SIZE);
        CutPlan plan = plan(index, "201.5", WarmUpMovie.SIZE);
        assertEquals(2, plan.tracks().size());
        assertEquals(5050, plan.cutOf(index.reference()).samples().first() + 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ac-3", "mp4a"})
    void theFragmentsAreCutAtTheirKeyFrames(String sound) throws Exception {
        byte[] file = WarmUpFragments.file(sound);
        CutPlan plan = plan(index(file, file.length), "7.5", file.length);
        assertEquals(2, plan.tracks().size());
        assertEquals(Time.seconds(new BigDecimal(7)), plan.snap().start());
    }

    @Test
    void itRunsToItsEnd() {
        assertEquals(300, new WarmUp().seeks());
    }
}
