package io.github.tsmp4java.head;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cut file, as pieces that are rendered or copied from the source: its length is known, any part of it can be made.
 * Source bytes come in ascending order. Immutable.
 */
public final class CutFile {
    private final Rope head;
    private final List<Piece> pieces;
    private final long[] ends;

    /**
     * A stretch of the cut file that is of one kind.
     *
     * @param begin its first byte in the cut
     * @param end one past its last byte in the cut
     * @param source where the bytes are in the source; {@link #RENDERED} = they are not
     * @param rope the bytes, where they are rendered
     */
    public record Piece(long begin, long end, long source, Rope rope) {
        public static final long RENDERED = -1;

        public boolean isRendered() {
            return source == RENDERED;
        }
    }

    private CutFile(Rope head, List<Piece> pieces) {
        this.head = head;
        this.pieces = List.copyOf(pieces);
        ends = pieces.stream().mapToLong(Piece::end).toArray();
    }

    /**
     * The cut file for a plan.
     *
     * @throws CutException when a number of the cut does not fit its field
     */
    public static CutFile of(MovieIndex index, CutPlan plan) throws CutException {
        Rope head = CutHead.of(index, plan);
        List<Piece> pieces = new ArrayList<>();
        add(pieces, head);
        for (Extent source : plan.sources()) {
            long from = source.begin();
            long delta = end(pieces) - source.begin();
            for (Fragment fragment : plan.fragments()) {
                for (Part part : fragment.parts()) {
                    // The field is in the fragment's moof: it names a place in the file, which has moved.
                    if (part.offsetAt() >= from && part.offsetAt() + 8 <= source.end()) {
                        copy(pieces, from, part.offsetAt());
                        add(pieces, new Rope.Builder().add(new Fields().u64(part.offset() + delta)).build());
                        from = part.offsetAt() + 8;
                    }
                }
            }
            copy(pieces, from, source.end());
        }
        return new CutFile(head, pieces);
    }

    private static void add(List<Piece> pieces, Rope rope) {
        pieces.add(new Piece(end(pieces), end(pieces) + rope.length(), Piece.RENDERED, rope));
    }

    private static void copy(List<Piece> pieces, long from, long to) {
        if (from < to) {
            pieces.add(new Piece(end(pieces), end(pieces) + to - from, from, null));
        }
    }

    private static long end(List<Piece> pieces) {
        return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).end();
    }

    /** Bytes of the whole cut. */
    public long length() {
        return end(pieces);
    }

    /** The head: what is before the first byte of the source. */
    public Rope head() {
        return head;
    }

    /** The piece that byte {@code offset} of the cut is in. */
    public Piece at(long offset) {
        int found = Arrays.binarySearch(ends, offset + 1);
        return pieces.get(found < 0 ? -found - 1 : found);
    }

    /** The lowest byte of the source among the bytes [begin, end) of the cut; {@link #sourceEnd} where there is none. */
    public long sourceBegin(long begin, long end) {
        for (Piece piece : pieces) {
            if (!piece.isRendered() && piece.end() > begin && piece.begin() < end) {
                return piece.source() + Math.max(0, begin - piece.begin());
            }
        }
        return 0;
    }

    /** One past the highest byte of the source among the bytes [begin, end) of the cut; 0 where there is none. */
    public long sourceEnd(long begin, long end) {
        long last = 0;
        for (Piece piece : pieces) {
            if (!piece.isRendered() && piece.end() > begin && piece.begin() < end) {
                last = piece.source() + Math.min(piece.end(), end) - piece.begin();
            }
        }
        return last;
    }

    public List<Piece> pieces() {
        return pieces;
    }
}
