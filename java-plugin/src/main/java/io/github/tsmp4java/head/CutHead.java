package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.BoxRole;
import io.github.tsmp4java.index.MovieHead;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;

/** The head of a cut file: everything before its media bytes. */
public final class CutHead {
    private static final long MAX_STCO = 0xffffffffL;

    private CutHead() {}

    /**
     * The head for a plan: followed by the source's bytes [sourceBegin, sourceEnd) it is the cut file.
     *
     * @throws CutException when a number of the cut does not fit its field
     */
    public static Rope of(MovieIndex index, CutPlan plan) throws CutException {
        try {
            // Sizes do not depend on the offsets' values, only on their width.
            boolean widen = false;
            long delta = build(index, plan, 0, true).length() - plan.sourceBegin();
            if (highestOffset(plan) + delta <= MAX_STCO) {
                delta = build(index, plan, delta, false).length() - plan.sourceBegin();
            } else {
                widen = true;
            }
            return build(index, plan, delta, widen).build();
        } catch (ArithmeticException e) {
            throw index.head().moov().malformed("a number of the cut does not fit: " + e.getMessage());
        }
    }

    private static Rope.Builder build(MovieIndex index, CutPlan plan, long delta, boolean widen) throws CutException {
        MovieHead head = index.head();
        Rope.Builder out = new Rope.Builder();
        if (head.ftyp() != null) {
            out.add(head.ftyp().bytes());
        }
        for (Box box : head.others()) {
            if (BoxRole.of("file", box.type()) == BoxRole.CONTAINER) {
                out.add(new MoovCut(index, plan, delta, widen).topLevel(box));
            } else {
                out.add(box.bytes());
            }
        }
        out.add(new MoovCut(index, plan, delta, widen).moov());
        return out.header(FourCc.of("mdat"), plan.sourceEnd() - plan.sourceBegin());
    }

    /** An upper bound of the chunk offsets kept, in the source. */
    private static long highestOffset(CutPlan plan) {
        return plan.tracks().stream().map(TrackCut::extent).mapToLong(extent -> extent.end()).max().orElse(0);
    }
}
