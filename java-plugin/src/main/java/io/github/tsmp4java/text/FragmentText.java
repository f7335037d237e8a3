package io.github.tsmp4java.text;

import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.head.FragmentIndex;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.Fragment.Kind;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import io.github.tsmp4java.plan.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fragments a cut has, and what is taken out of them or stays. */
final class FragmentText {
    private FragmentText() {}

    static List<String> of(MovieIndex index, CutPlan plan) {
        if (!index.isFragmented()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        List<Fragment> kept = plan.fragments();
        int all = index.head().fragments().size();
        boolean withMoov = plan.tracks().stream().anyMatch(cut -> cut.samples() != null);
        lines.add(kept.isEmpty() ? "fragments: none of " + all : "fragments " + number(index, kept.get(0).position()) + " to "
                + number(index, kept.get(kept.size() - 1).position()) + " of " + all + ", from the first that a track needs to "
                + (plan.until().isPresent() ? "the last one" : "the end"));
        if (withMoov) {
            lines.add("  samples of the moov are needed, so all of it and of the fragments stays, and nothing is taken out");
        }
        Map<String, Integer> free = new TreeMap<>();
        for (Fragment fragment : kept) {
            for (Field field : plan.fieldsOf(fragment)) {
                if (field.kind() == Kind.LEFT_OUT) {
                    free.merge(new FourCc(Math.toIntExact(field.value())).toString(), 1, Integer::sum);
                }
            }
        }
        if (!kept.isEmpty()) {
            lines.add(FragmentIndex.isWritten(index, plan) ? "  sidx: a new one, with an entry for each of them"
                    : "  sidx: none, since not each of them begins with a key frame of the reference track and says when, or that "
                            + "track does not play in one edit from where the cut begins");
        }
        free.forEach((type, count) -> lines.add("  boxes between them made free: " + count + " " + type));
        return lines;
    }

    /** The same for the samples of one track. */
    static void trims(MovieIndex index, CutPlan plan, TrackCut cut, List<String> lines) {
        for (Trim trim : plan.trims()) {
            if (trim.track() == cut.track()) {
                String fragment = "  fragment " + number(index, trim.fragment()) + ": ";
                String needed = trim.samples() == 0 ? "" : trim.from() < trim.to()
                        ? "samples " + (trim.from() + 1) + " to " + trim.to() + " of " + trim.samples()
                        : "none of " + trim.samples() + " samples";
                lines.add(fragment + (trim.obstacle() == null ? needed + " kept, the others made free"
                        : (needed.isEmpty() ? "" : needed + " needed, ") + "all stay, hidden by the edit list: "
                                + trim.obstacle()));
            }
        }
    }

    /** Of the fragment whose moof is there, from 1. */
    static int number(MovieIndex index, long position) {
        return Fragment.countBefore(index.head().fragments(), position + 1);
    }
}
