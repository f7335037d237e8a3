package io.github.tsmp4java.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The edit list of a kept track: at every moment of the cut it shows what the source shows then, the cut time later, to
 * within one media tick, and it ends where the source or the request does.
 *
 * @param shift from composition times of the cut to those of the source: every kept sample agrees, or it is said elsewhere
 */
record EditJudge(Expectation expected, Track from, Track made, Movie source, Movie cut, long shift, List<Violation> out) {
    void judge() {
        List<Segment> edits = made.statedEdits();
        if (edits.stream().allMatch(Segment::empty)) {
            report(Kind.EDIT_START, "nothing but empty edits");
            return;
        }
        Set<Kind> told = new HashSet<>();
        for (Segment mine : edits) {
            for (Segment theirs : from.closedEdits()) {
                compare(mine, theirs, told);
            }
        }
        remaining(edits.get(edits.size() - 1).end());
    }

    /** The edits are rounded to ticks of the movie, what they show to ticks of the media. */
    private Ratio slack() {
        return Ratio.of(1, cut.timescale()).plus(made.seconds(1));
    }

    private void compare(Segment mine, Segment theirs, Set<Kind> told) {
        Ratio begin = mine.start().plus(expected.cutTime()).max(theirs.start());
        Ratio end = mine.end().plus(expected.cutTime()).min(theirs.end());
        if (end.minus(begin).compareTo(slack()) <= 0) {
            return;
        }
        String when = "from " + begin + " to " + end + " of the source ";
        if (mine.empty() != theirs.empty()) {
            tell(told, Kind.EDIT_START, when + (mine.empty() ? "nothing is shown" : "the source shows nothing"));
        } else if (!mine.empty() && mine.rate() != theirs.rate()) {
            tell(told, Kind.RATE, when + "the rate is " + mine.rate() + " instead of " + theirs.rate());
        } else if (!mine.empty()) {
            Ratio shown = mine.media(begin.minus(expected.cutTime()), made.timescale()).plus(Ratio.of(shift, 1));
            Ratio wanted = theirs.media(begin, from.timescale());
            Ratio tick = Ratio.of(1, 1).max(Ratio.of(mine.rate(), Segment.NORMAL));
            if (shown.minus(wanted).abs().compareTo(tick) > 0) {
                tell(told, Kind.PRESENTATION, when + "media time " + shown + " is shown, not " + wanted
                        + ": source time - output time is not " + expected.cutTime());
            }
        }
    }

    private void remaining(Ratio last) {
        Ratio end = last.plus(expected.cutTime());
        Ratio least = from.shownEnd();
        Ratio most = least;
        for (Segment edit : from.edits()) {
            most = edit.empty() || edit.end() == null ? most : most.max(edit.end());
        }
        if (expected.end() != null) {
            least = least.min(expected.end());
            most = most.min(expected.end());
        }
        if (end.plus(slack()).compareTo(least) < 0 || end.minus(slack()).compareTo(most) > 0) {
            report(Kind.REMAINING, "shows until " + end + " of the source instead of " + least);
        }
    }

    private void tell(Set<Kind> told, Kind kind, String what) {
        if (told.add(kind)) {
            report(kind, what);
        }
    }

    private void report(Kind kind, String what) {
        out.add(new Violation(kind, made.toString(), what));
    }
}
