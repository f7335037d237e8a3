package io.github.tsmp4java.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final long GAP = 256 * 1024;

    private static Coverage of(long... edges) {
        Coverage coverage = new Coverage();
        for (int i = 0; i < edges.length; i += 2) {
            coverage.add(new Extent(edges[i], edges[i + 1]));
        }
        return coverage;
    }

    @Test
    void aShortGapIsFilledAndALongOneIsNot() {
        assertEquals(List.of(new Extent(0, 20 + GAP)), of(0, 10, 9 + GAP, 20 + GAP).extents());
        assertEquals(List.of(new Extent(0, 10), new Extent(10 + GAP, 20 + GAP)), of(10 + GAP, 20 + GAP, 0, 10).extents());
        assertEquals(List.of(new Extent(5, 40)), of(20, 40, 5, 7, 6, 30).extents());
        assertEquals(List.of(), of().extents());
    }

    @Test
    void aGapThatAnotherTrackFillsIsNone() {
        assertEquals(List.of(new Extent(0, 3 * GAP)), of(0, 10, 3 * GAP - 10, 3 * GAP, GAP, 2 * GAP + 5).extents());
    }

    @Test
    void sixteenRangesAtMostAndTheShortestGapsGo() {
        Coverage coverage = new Coverage();
        long at = 0;
        for (int i = 0; i < 20; i++) {
            coverage.add(new Extent(at, at + 1));
            at += 1 + GAP + (i * 7 % 20);
        }
        List<Extent> extents = coverage.extents();
        assertEquals(16, extents.size());
        // Left out are the gaps of 256 KB and 5 to 19 bytes; those of 0 to 4 are filled.
        long sent = extents.stream().mapToLong(Extent::length).sum();
        assertEquals(20 + 4 * GAP + 1 + 2 + 3, sent);
    }

    @Test
    void blocksAreLookedIntoOnlyWhereNothingElseFillsThem() {
        Coverage coverage = of(0, 10 * GAP);
        AtomicInteger looked = new AtomicInteger();
        coverage.add(new Extent(GAP, 5 * GAP), looked::incrementAndGet);
        assertEquals(List.of(new Extent(0, 10 * GAP)), coverage.extents());
        assertEquals(0, looked.get());
        coverage.add(new Extent(20 * GAP, 25 * GAP), () -> {
            looked.incrementAndGet();
            coverage.add(new Extent(20 * GAP, 20 * GAP + 1));
            coverage.add(new Extent(25 * GAP - 1, 25 * GAP));
        });
        assertEquals(3, coverage.extents().size());
        assertEquals(1, looked.get());
    }

    @Test
    void tooManyBlocksAreSentWhole() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < 600; i++) {
            long at = i * GAP;
            coverage.add(new Extent(at, at + GAP), () -> {
                throw new AssertionError("looked into");
            });
        }
        assertEquals(List.of(new Extent(0, 600 * GAP)), coverage.extents());
    }

    @RepeatedTest(50)
    void everyNeededByteIsThereAndNoLongGapButTheShortestBeyondSixteen(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Extent> pieces = new ArrayList<>();
        Coverage coverage = new Coverage();
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            long begin = random.nextInt(40_000_000);
            pieces.add(new Extent(begin, begin + random.nextInt(500_000)));
            coverage.add(pieces.get(pieces.size() - 1));
        }
        List<Extent> extents = coverage.extents();
        pieces.forEach(piece -> assertTrue(extents.stream()
                .anyMatch(e -> e.begin() <= piece.begin() && e.end() >= piece.end()), piece + " in " + extents));
        List<Long> gaps = new ArrayList<>();
        pieces.sort(Comparator.comparingLong(Extent::begin));
        long end = pieces.get(0).begin();
        long union = 0;
        for (Extent piece : pieces) {
            if (piece.begin() > end) {
                gaps.add(piece.begin() - end);
            }
            union += Math.max(0, piece.end() - Math.max(end, piece.begin()));
            end = Math.max(end, piece.end());
        }
        gaps.sort(Comparator.reverseOrder());
        long left = gaps.stream().filter(gap -> gap >= GAP).limit(15).mapToLong(Long::longValue).sum();
        long all = gaps.stream().mapToLong(Long::longValue).sum();
        assertEquals(union + all - left, extents.stream().mapToLong(Extent::length).sum());
    }
}
