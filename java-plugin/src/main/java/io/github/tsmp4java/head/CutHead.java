package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.MovieHead;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The head of a cut file: everything before its media bytes. */
public final class CutHead {
    private static final long MAX_STCO = 0xffffffffL;
    /** By how many bytes a head may exceed twice the index: edit lists and header rows where the source has none. */
    private static final long SLACK = 1 << 20;

    private CutHead() {}

    /**
     * The head for a plan: followed by the plan's ranges of the source it is the cut file.
     *
     * @throws CutException when a number of the cut does not fit its field
     */
    public static Rope of(MovieIndex index, CutPlan plan) throws CutException {
        try {
            Layout layout = Layout.of(plan, needsWide(index, plan), Map.of());
            Rope head = build(index, plan, layout).build();
            // Places in the head itself are known once it is there; its length does not depend on them.
            Map<TrackIndex, Long> auxiliary = auxiliaryPlaces(head, plan);
            return auxiliary.isEmpty() ? head
                    : build(index, plan, Layout.of(plan, layout.widen(), auxiliary)).build();
        } catch (ArithmeticException e) {
            throw index.head().moov().malformed("a number of the cut does not fit: " + e.getMessage());
        }
    }

    /** Whether a place in the cut may be beyond 32 bits. Most cuts are far from it, which needs no head to tell. */
    private static boolean needsWide(MovieIndex index, CutPlan plan) throws CutException {
        long media = bytes(plan.media());
        return media + 2 * index.byteSize() + SLACK > MAX_STCO
                && media + build(index, plan, Layout.of(plan, true, Map.of())).length() > MAX_STCO;
    }

    private static Map<TrackIndex, Long> auxiliaryPlaces(Rope head, CutPlan plan) {
        Map<TrackIndex, Long> places = new HashMap<>();
        for (TrackCut cut : plan.tracks()) {
            if (cut.samples() != null && cut.track().auxiliary() != null && cut.track().auxiliary().senc() != null) {
                Segment data = AuxiliaryCut.data(cut);
                places.put(cut.track(), data.length() == 0 ? 0 : head.placeOf(data));
            }
        }
        return places;
    }

    private static Rope.Builder build(MovieIndex index, CutPlan plan, Layout layout) throws CutException {
        MovieHead head = index.head();
        MoovCut moov = new MoovCut(index, plan, layout);
        Rope.Builder out = new Rope.Builder();
        for (Box box : head.inOrder()) {
            out.add(moov.topLevel(box));
        }
        out.add(moov.moov());
        if (index.isFragmented()) {
            return fragments(index, plan, out);
        }
        Rope.Builder counters = new Rope.Builder().add(Layout.counters(plan.timecodes()));
        return plan.media().isEmpty() ? out : out.header(FourCc.of("mdat"), counters.length() + bytes(plan.media())).add(counters);
    }

    /** The fragment of time codes stands between the sidx and those it names, or before the media of the moov. */
    private static Rope.Builder fragments(MovieIndex index, CutPlan plan, Rope.Builder out) {
        Rope.Builder timecodes = TimecodeFragment.of(plan);
        FragmentIndex fragments = FragmentIndex.of(index, plan);
        if (fragments != null) {
            out.add(fragments.box(timecodes.length()));
        }
        out.add(timecodes);
        return plan.media().isEmpty() ? out : out.header(FourCc.of("mdat"), bytes(plan.media()));
    }

    private static long bytes(List<Extent> media) {
        return media.stream().mapToLong(Extent::length).sum();
    }
}
