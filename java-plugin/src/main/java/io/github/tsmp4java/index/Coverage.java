package io.github.tsmp4java.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The bytes of a file that a cut needs, gathered in any order, as a few ranges. What lies between two of them is left out
 * where it is long, and sent along where it is short: in an interleaved file all is one range.
 */
public final class Coverage {
    /** So many bytes between what is needed are left out: more than a chunk of another track, or two. */
    static final long GAP = 256 << 10;
    /** Ranges at most. Where there would be more, the shortest gaps are sent too. */
    private static final int MOST = 16;
    /** A cut looks into at most so many blocks whose chunks lie apart; where there are more, all between their chunks is sent. */
    private static final int MOST_BLOCKS = 512;

    private final List<Extent> needed = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    /** The range that is growing. */
    private long openBegin;
    /** Below 0: there is none. */
    private long openEnd = -1;

    private record Block(Extent bounds, Runnable pieces) {}

    public void add(Extent extent) {
        add(extent.begin(), extent.end());
    }

    /** There are thousands of chunks, mostly one after the other: those extend the range that is open. */
    void add(long begin, long end) {
        if (openEnd >= 0 && begin >= openBegin && begin - openEnd < GAP) {
            openEnd = Math.max(openEnd, end);
        } else {
            finish();
            openBegin = begin;
            openEnd = end;
        }
    }

    private void finish() {
        if (openEnd >= 0) {
            needed.add(new Extent(openBegin, openEnd));
        }
        openEnd = -1;
    }

    /**
     * Adds what lies apart.
     *
     * @param bounds of all of it
     * @param pieces adds its pieces; run only where nothing else fills the bounds
     */
    void add(Extent bounds, Runnable pieces) {
        blocks.add(new Block(bounds, pieces));
    }

    /** Ascending, with a gap between each two. */
    public List<Extent> extents() {
        TreeMap<Long, Extent> filled = new TreeMap<>();
        joined().forEach(extent -> filled.put(extent.begin(), extent));
        List<Block> open = blocks.stream().filter(block -> {
            Map.Entry<Long, Extent> before = filled.floorEntry(block.bounds.begin());
            return before == null || before.getValue().end() < block.bounds.end();
        }).toList();
        open.forEach(open.size() <= MOST_BLOCKS ? block -> block.pieces.run() : block -> add(block.bounds));
        return fewest(joined());
    }

    private List<Extent> joined() {
        finish();
        List<Extent> out = new ArrayList<>();
        for (Extent extent : needed.stream().sorted(Comparator.comparingLong(Extent::begin)).toList()) {
            Extent last = out.isEmpty() ? null : out.get(out.size() - 1);
            if (last != null && extent.begin() - last.end() < GAP) {
                out.set(out.size() - 1, last.cover(extent));
            } else {
                out.add(extent);
            }
        }
        return out;
    }

    private static List<Extent> fewest(List<Extent> apart) {
        if (apart.size() <= MOST) {
            return List.copyOf(apart);
        }
        List<Integer> byGap = IntStream.range(1, apart.size()).boxed().sorted(
                Comparator.comparingLong(i -> apart.get(i).begin() - apart.get(i - 1).end())).toList();
        Set<Integer> widest = new HashSet<>(byGap.subList(byGap.size() - (MOST - 1), byGap.size()));
        List<Extent> out = new ArrayList<>();
        for (int i = 0; i < apart.size(); i++) {
            if (i == 0 || widest.contains(i)) {
                out.add(apart.get(i));
            } else {
                out.set(out.size() - 1, out.get(out.size() - 1).cover(apart.get(i)));
            }
        }
        return List.copyOf(out);
    }
}
