package io.github.tsmp4java.head;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.head.CutFile.Piece;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.Fragment.Kind;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The kept fragments of a cut: the source's bytes, but for a few fields that say something else there. Its pieces are
 * found when they are asked for: a cut takes no more memory for many fragments than for one.
 */
final class CutFragments {
    private static final FourCc FREE = FourCc.of("free");

    private final CutPlan plan;
    private final List<Fragment> fragments;
    private final long end;
    /** From a place in the source to that in the cut. */
    private final long delta;
    private final Map<Long, Long> origins = new HashMap<>();

    /**
     * @param begin their first byte in the cut
     * @throws DeclinedCut when a place that they name would be before the cut
     */
    CutFragments(CutPlan plan, long begin) throws DeclinedCut {
        this.plan = plan;
        fragments = plan.fragments();
        delta = fragments.isEmpty() ? 0 : begin - fragments.get(0).begin();
        end = fragments.isEmpty() ? begin : fragments.get(fragments.size() - 1).end() + delta;
        for (TrackCut cut : plan.tracks()) {
            origins.put(cut.track().id(), cut.origin());
        }
        for (Fragment fragment : fragments) {
            for (Field field : plan.fieldsOf(fragment)) {
                if (field.kind() == Kind.PLACE && field.value() + delta < 0) {
                    throw new DeclinedCut("the moof at byte " + fragment.position() + " counts from byte " + field.value()
                            + ", which is not in the cut");
                }
            }
        }
    }

    /** One past their last byte in the cut. */
    long end() {
        return end;
    }

    /** The piece that byte {@code offset} of the cut is in; no piece spans two fragments. */
    Piece at(long offset) {
        int number = Fragment.countBegun(fragments, offset - delta + 1) - 1;
        List<Field> fields = plan.fieldsOf(fragments.get(number));
        int next = fieldAfter(fields, offset - delta);
        if (next < fields.size() && fields.get(next).at() <= offset - delta) {
            Field field = fields.get(next);
            Rope bytes = new Rope.Builder().add(inCut(field)).build();
            return new Piece(field.at() + delta, field.end() + delta, Piece.RENDERED, bytes);
        }
        long from = next == 0 ? fragments.get(number).begin() : fields.get(next - 1).end();
        long to = next < fields.size() ? fields.get(next).at() + delta
                : number + 1 < fragments.size() ? fragments.get(number + 1).begin() + delta : end;
        return new Piece(from + delta, Math.min(to, end), from, null);
    }

    /** The first field that does not end at or before a place in the source. */
    private static int fieldAfter(List<Field> fields, long place) {
        int low = 0;
        int high = fields.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fields.get(middle).end() <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Fields inCut(Field field) {
        long value = switch (field.kind()) {
            case PLACE -> field.value() + delta;
            case TIME -> field.value() - origins.getOrDefault(field.trackId(), 0L);
            case LEFT_OUT -> FREE.code() & 0xffffffffL;
            case GIVEN -> field.value();
        };
        return field.width() == 8 ? new Fields().u64(value) : new Fields().u32(value);
    }
}
