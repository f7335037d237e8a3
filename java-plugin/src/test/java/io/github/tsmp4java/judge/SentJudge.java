package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many bytes of the source a cut may carry: those of its samples, and what lies between two of them where that is
 * short, or where the cut would else be of too many pieces.
 */
final class SentJudge {
    private static final long SHORT = 256 * 1024;
    private static final int PIECES = 16;

    private final List<long[]> needed = new ArrayList<>();
    /** Bytes of samples that are not the source's. */
    private long anew;

    /** Samples of the source from {@code skipped} on are the ones of {@code made}, whose mdat begins at {@code mdat}. */
    void keep(Track from, int skipped, Track made, long mdat) {
        if (from.handler().equals("tmcd")) {
            anew += made.samples().stream().mapToLong(Sample::size).sum();
            return;
        }
        for (int i = 0; i < made.samples().size(); i++) {
            Sample sample = from.samples().get(skipped + i);
            needed.add(new long[] {sample.place(), sample.place() + sample.size()});
            Sample.Auxiliary mine = made.samples().get(i).auxiliary();
            if (mine != null && mine.place() >= mdat && sample.auxiliary() != null) {
                needed.add(new long[] {sample.auxiliary().place(), sample.auxiliary().place() + sample.auxiliary().size()});
            }
        }
    }

    long allowed() {
        needed.sort(Comparator.comparingLong(piece -> piece[0]));
        List<Long> wide = new ArrayList<>();
        long allowed = 0;
        long end = needed.isEmpty() ? 0 : needed.get(0)[0];
        for (long[] piece : needed) {
            long gap = Math.max(0, piece[0] - end);
            if (gap < SHORT) {
                allowed += gap;
            } else {
                wide.add(gap);
            }
            allowed += Math.max(0, piece[1] - Math.max(end, piece[0]));
            end = Math.max(end, piece[1]);
        }
        wide.sort(Comparator.naturalOrder());
        return anew + allowed + wide.stream().limit(Math.max(0, wide.size() - (PIECES - 1))).mapToLong(Long::longValue).sum();
    }
}
