package io.github.tsmp4java.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The edit list of a kept track: what is shown, and when. */
record EditJudge(Ratio cutTime, Track from, Track made, Movie source, Movie cut, int skipped, List<Violation> out) {
    void judge() {
        presentation();
        start();
        remaining();
    }

    private Ratio mediaTick() {
        return Ratio.of(1, made.timescale());
    }

    private Ratio movieTick() {
        return Ratio.of(1, cut.timescale());
    }

    /** Source time less output time is the cut time for every sample that the cut shows, within one media tick. */
    private void presentation() {
        Ratio slack = movieTick().plus(Ratio.of(1, source.timescale())).plus(mediaTick());
        Set<List<Object>> seen = new HashSet<>();
        boolean any = false;
        for (int i = 0; i < made.samples().size(); i++) {
            Sample mine = made.samples().get(i);
            Sample theirs = from.samples().get(skipped + i);
            for (Segment edit : made.edits()) {
                if (edit.empty() || !overlaps(edit, mine, Ratio.ZERO)) {
                    continue;
                }
                any = true;
                boolean right = false;
                Ratio worst = null;
                for (Segment original : from.edits()) {
                    if (original.empty() || !overlaps(original, theirs, slack)) {
                        continue;
                    }
                    Ratio constant = original.shown(theirs.ct(), from.timescale())
                            .minus(edit.shown(mine.ct(), made.timescale()));
                    worst = constant;
                    right |= constant.minus(cutTime).abs().compareTo(mediaTick()) <= 0;
                }
                if (!right && seen.add(List.of(edit, worst == null ? "hidden" : worst))) {
                    report(Kind.PRESENTATION, "sample " + i + ": source time - output time is "
                            + (worst == null ? "nothing, the source hides it" : worst) + ", the cut is at " + cutTime);
                }
            }
        }
        if (!any) {
            report(Kind.PRESENTATION, "no sample is shown");
        }
    }

    /** Whether any part of the sample is shown, when the edit is widened by {@code slack} on both sides. */
    private boolean overlaps(Segment edit, Sample sample, Ratio slack) {
        Ratio begin = edit.shown(sample.ct(), made.timescale());
        Ratio end = edit.shown(sample.ct() + Math.max(1, sample.duration()), made.timescale());
        return end.plus(slack).compareTo(edit.start()) > 0
                && (edit.end() == null || begin.compareTo(edit.end().plus(slack)) < 0);
    }

    private void start() {
        Segment edit = made.edits().stream().filter(each -> !each.empty()).findFirst().orElse(null);
        if (edit == null) {
            report(Kind.EDIT_START, "nothing but empty edits");
            return;
        }
        Ratio original = null;
        for (Segment each : from.edits()) {
            boolean over = each.end() != null && each.end().compareTo(cutTime) <= 0;
            if (!each.empty() && !over && original == null) {
                original = each.start();
            }
        }
        Ratio expected = (original == null ? cutTime : original.max(cutTime)).minus(cutTime);
        if (edit.start().minus(expected).abs().compareTo(mediaTick().max(movieTick())) > 0) {
            report(Kind.EDIT_START, "shows from " + edit.start() + " instead of " + expected);
        }
    }

    private void remaining() {
        Ratio slack = movieTick().plus(Ratio.of(1, source.timescale())).plus(mediaTick());
        Ratio least = from.shownEnd().minus(cutTime);
        Segment lastFrom = from.edits().get(from.edits().size() - 1);
        Ratio most = lastFrom.end() == null ? least : least.max(lastFrom.end().minus(cutTime));
        Segment last = made.edits().get(made.edits().size() - 1);
        Ratio end = last.end() == null ? made.shownEnd() : last.end();
        if (end.plus(slack).compareTo(least) < 0 || end.minus(slack).compareTo(most) > 0) {
            report(Kind.REMAINING, "shows until " + end + " instead of " + least);
        }
    }

    private void report(Kind kind, String what) {
        out.add(new Violation(kind, made.toString(), what));
    }
}
