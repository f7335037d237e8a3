package io.github.tsmp4java.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the tables of a kept track say of each sample, and where it begins. */
record TrackJudge(Expectation expected, Track from, Track made, Movie source, Movie cut, List<Violation> out) {
    /** More than any decoder asks to be fed before the first sample that is heard. */
    private static final Ratio LONGEST_PREROLL = Ratio.of(1, 1);

    void judge() {
        int skipped = from.samples().size() - made.samples().size();
        if (skipped < 0 || made.samples().isEmpty()) {
            return;
        }
        samples(skipped);
        if (from.id() == expected.reference().id()) {
            // Audio may begin earlier, unheard, so that its decoder is warm at the cut.
            boolean warm = from.isAudio() && skipped < expected.firstSample() && early(skipped, expected.firstSample());
            if (skipped != expected.firstSample() && !warm) {
                report(Kind.FIRST_SAMPLE, "begins with sample " + skipped + " instead of " + expected.firstSample());
            }
        } else {
            preroll(skipped);
        }
        new EditJudge(expected.cutTime(), from, made, source, cut, skipped, out).judge();
    }

    private void samples(int skipped) {
        Set<Kind> told = new HashSet<>();
        long shift = made.samples().get(0).offset() - from.samples().get(skipped).offset();
        Segment edit = from.edits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        Ratio natural = expected.cutTime().max(edit.start()).minus(
                edit.shown(from.samples().get(skipped).dts(), from.timescale()));
        // Where the media time of the edit would be negative, which says "empty", the offsets are shifted instead.
        if (shift != 0 && natural.compareTo(Ratio.ZERO) >= 0) {
            report(Kind.CTTS, "all offsets are shifted by " + shift);
        }
        for (int i = 0; i < made.samples().size(); i++) {
            Sample mine = made.samples().get(i);
            Sample theirs = from.samples().get(skipped + i);
            same(told, Kind.STTS, i, mine.duration(), theirs.duration());
            same(told, Kind.CTTS, i, mine.offset(), theirs.offset() + shift);
            same(told, Kind.STSS, i, mine.sync(), theirs.sync());
            same(told, Kind.SDTP, i, mine.sdtp(), theirs.sdtp());
            same(told, Kind.DESCRIPTION, i, mine.description(), theirs.description());
            same(told, Kind.SBGP, i, mine.groups(), theirs.groups());
        }
    }

    private void same(Set<Kind> told, Kind kind, int sample, Object mine, Object theirs) {
        if (!Objects.equals(mine, theirs) && told.add(kind)) {
            report(kind, "sample " + sample + " of the cut has " + mine + ", in the source " + theirs);
        }
    }

    private void preroll(int skipped) {
        Segment edit = from.edits().stream().filter(each -> !each.empty()).findFirst().orElse(null);
        for (Segment each : from.edits()) {
            if (!each.empty() && each.start().compareTo(expected.cutTime()) <= 0) {
                edit = each;
            }
        }
        if (edit == null) {
            return;
        }
        // The edit may begin a rounded tick late, where the sample before has nothing left to show.
        Ratio time = expected.cutTime().plus(from.seconds(1)).max(edit.start());
        int shown = -1;
        int sync = -1;
        for (int i = 0; i < from.samples().size(); i++) {
            Sample sample = from.samples().get(i);
            if (edit.shown(sample.ct(), from.timescale()).compareTo(time) <= 0) {
                shown = i;
                sync = sample.sync() ? i : sync;
            }
        }
        int latest = from.listsSync() ? Math.max(sync, 0) : Math.max(shown, 0);
        if (skipped > latest) {
            report(Kind.PREROLL, "begins with sample " + skipped + ", needs " + latest);
        }
        if (skipped < latest && !early(skipped, latest)) {
            report(Kind.PREROLL, "begins with sample " + skipped + ", long before " + latest);
        }
        if (from.listsSync() && sync >= 0 && !from.samples().get(skipped).sync()) {
            report(Kind.PREROLL, "begins with sample " + skipped + ", which is not a sync sample");
        }
    }

    /** Whether {@code first} is no further before {@code shown} than a decoder may need. */
    private boolean early(int first, int shown) {
        Ratio time = from.seconds(from.samples().get(shown).ct() - from.samples().get(first).ct());
        return time.compareTo(LONGEST_PREROLL.plus(from.seconds(from.samples().get(first).duration()))) <= 0;
    }

    private void report(Kind kind, String what) {
        out.add(new Violation(kind, made.toString(), what));
    }
}
