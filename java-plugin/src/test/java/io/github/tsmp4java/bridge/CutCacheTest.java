package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutTimes;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutCacheTest {
    private static final CutTimes TIMES = new CutTimes(0, 0, 0, false);
    private final Budget budget = new Budget(new AtomicLong(), 1000);
    private final IndexCache indexes = new IndexCache();

    private static SeekRequest.Seek at(long second) {
        return new SeekRequest.Seek(Time.of(second, 1), Optional.empty(), false);
    }

    private IndexCache.Entry index(String key) {
        return indexes.add(Optional.of(new FileKey(key, 1, "", 1)), 1, null, "", budget.share());
    }

    /** As often as it is kept. */
    private void add(IndexCache.Entry entry, SeekRequest.Seek seek, CutCache.Cut cut) {
        indexes.add(entry, seek, cut);
        indexes.add(entry, seek, cut);
    }

    @Test
    void oneThatIsAskedForOnceIsNotKept() {
        IndexCache.Entry one = index("a");
        CutCache.Cut cut = new CutCache.Cut(null, "5", TIMES, 1000);
        indexes.add(one, at(5), cut);
        assertTrue(indexes.cut(one, at(5)).isEmpty());
        indexes.add(one, at(6), cut);
        assertTrue(indexes.cut(one, at(6)).isEmpty());
        indexes.add(one, at(5), cut);
        assertSame(cut, indexes.cut(one, at(5)).orElseThrow());
    }

    @Test
    void aCutIsOfOneIndexAndOneRequest() {
        IndexCache.Entry one = index("a");
        CutCache.Cut cut = new CutCache.Cut(null, "5", TIMES, 1000);
        add(one, at(5), cut);
        assertSame(cut, indexes.cut(one, new SeekRequest.Seek(Time.of(10, 2), Optional.empty(), false)).orElseThrow());
        assertTrue(indexes.cut(one, at(6)).isEmpty());
        assertTrue(indexes.cut(index("b"), at(5)).isEmpty());
        assertTrue(indexes.cut(one, new SeekRequest.Seek(Time.of(5, 1), Optional.empty(), true)).isEmpty());
    }

    @Test
    void theCutsOfAForgottenIndexGoWithIt() {
        IndexCache.Entry one = index("a");
        add(one, at(5), new CutCache.Cut(null, "5", TIMES, 1000));
        index("a");
        assertTrue(indexes.cut(one, at(5)).isEmpty());
    }

    @Test
    void largeOnesLeaveNoRoomForOthers() {
        IndexCache.Entry one = index("a");
        IntStream.range(0, 10).forEach(i -> add(one, at(i), new CutCache.Cut(null, "", TIMES, 1 << 20)));
        assertEquals(4, IntStream.range(6, 10).filter(i -> indexes.cut(one, at(i)).isPresent()).count());
        assertTrue(indexes.cut(one, at(5)).isEmpty());
        add(one, at(11), new CutCache.Cut(null, "", TIMES, 5 << 20));
        assertTrue(indexes.cut(one, at(11)).isEmpty(), "too large to be kept");
        index("a");
        IndexCache.Entry other = index("b");
        IntStream.range(0, 4).forEach(i -> add(other, at(i), new CutCache.Cut(null, "", TIMES, 1 << 20)));
        assertEquals(4, IntStream.range(0, 4).filter(i -> indexes.cut(other, at(i)).isPresent()).count());
    }

    @Test
    void fewAreKept() {
        IndexCache.Entry one = index("a");
        IntStream.range(0, 1000).forEach(i -> add(one, at(i), new CutCache.Cut(null, "", TIMES, 1000)));
        assertEquals(128, IntStream.range(0, 1000).filter(i -> indexes.cut(one, at(i)).isPresent()).count());
    }
}
