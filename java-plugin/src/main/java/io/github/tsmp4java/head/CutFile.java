package io.github.tsmp4java.head;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A cut file, as pieces that are rendered or copied from the source: its length is known, any part of it can be made.
 * The head comes first, then the samples that its moov describes, then fragments. Source bytes come in ascending order.
 * Immutable.
 */
public final class CutFile {
    private static final int BYTES = 4096;
    private static final int PIECE_BYTES = 64;

    private final Rope head;
    /** The ranges of the source after the head: a few. */
    private final List<Piece> media;
    private final CutFragments fragments;

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

    private CutFile(Rope head, CutPlan plan) throws DeclinedCut {
        this.head = head;
        List<Piece> pieces = new ArrayList<>();
        long at = head.length();
        for (Extent extent : plan.media()) {
            long end = at + extent.end() - extent.begin();
            pieces.add(new Piece(at, end, extent.begin(), null));
            at = end;
        }
        media = List.copyOf(pieces);
        fragments = new CutFragments(plan, at);
    }

    /**
     * The cut file for a plan.
     *
     * @throws CutException when a number of the cut does not fit its field
     */
    public static CutFile of(MovieIndex index, CutPlan plan) throws CutException {
        return new CutFile(CutHead.of(index, plan), plan);
    }

    /** What it takes in memory, beside the index. */
    public long byteSize() {
        return BYTES + head.byteSize() + (long) PIECE_BYTES * media.size();
    }

    /** Bytes of the whole cut. */
    public long length() {
        return fragments.end();
    }

    /** The head: what is before the first byte of the source. */
    public Rope head() {
        return head;
    }

    /** The piece that byte {@code offset} of the cut is in. */
    public Piece at(long offset) {
        if (offset < head.length()) {
            return new Piece(0, head.length(), Piece.RENDERED, head);
        }
        for (Piece piece : media) {
            if (offset < piece.end()) {
                return piece;
            }
        }
        return fragments.at(offset);
    }

    /** The lowest byte of the source among the bytes [begin, end) of the cut; 0 where there is none. */
    public long sourceBegin(long begin, long end) {
        for (long at = begin; at < end;) {
            Piece piece = at(at);
            if (!piece.isRendered()) {
                return piece.source() + at - piece.begin();
            }
            at = piece.end();
        }
        return 0;
    }

    /** One past the highest byte of the source among the bytes [begin, end) of the cut; 0 where there is none. */
    public long sourceEnd(long begin, long end) {
        for (long at = end; at > begin;) {
            Piece piece = at(at - 1);
            if (!piece.isRendered()) {
                return piece.source() + at - piece.begin();
            }
            at = piece.begin();
        }
        return 0;
    }
}
