package io.github.tsmp4java.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the tables of a kept track say of each sample, and which samples it keeps. */
record TrackJudge(Expectation expected, Track from, Track made, Movie source, Movie cut, Source sourceFile, Source cutFile,
        List<Violation> out) {
    /** More than any decoder asks to be fed before the first sample that is heard. */
    private static final Ratio LONGEST_PREROLL = Ratio.of(1, 1);

    /** @return how many samples of the source are before the first kept one, -1 when that cannot be told */
    int judge() {
        Span needed = Span.of(from, expected.cutTime(), expected.end());
        CueJudge cues = CueJudge.of(expected, source, from, needed);
        Span span = cues == null ? needed : cues.kept();
        if (made.samples().isEmpty()) {
            return -1;
        }
        if (span == null) {
            report(Kind.TRACKS, "kept, but the source shows nothing of it in the cut");
            return -1;
        }
        int skipped = from.handler().equals("tmcd") ? new TimecodeJudge(sourceFile, cutFile, from, made, span, out).judge()
                : new ByteJudge(sourceFile, cutFile, from, made, cues == null ? span.lasts() : cues.lasts(), out).judge();
        if (skipped < 0) {
            return -1;
        }
        samples(skipped, span, cues);
        first(skipped, span);
        new AuxiliaryJudge(sourceFile, cutFile, from, made, skipped, out).judge();
        if (cues != null) {
            cues.judge(made, skipped, out);
        }
        long shift = cues == null ? from.samples().get(skipped).ct() - made.samples().get(0).ct() : cues.shift(made, skipped);
        new EditJudge(expected, from, made, source, cut, shift, out).judge();
        return skipped;
    }

    private void samples(int skipped, Span span, CueJudge cues) {
        Set<Kind> told = new HashSet<>();
        long shift = made.samples().get(0).offset() - from.samples().get(skipped).offset();
        Ratio natural = span.media().minus(Ratio.of(from.samples().get(skipped).dts(), 1));
        // Where the media time of an edit, a rounded one, would be negative, which says "empty", the offsets are shifted.
        if (shift != 0 && natural.compareTo(Ratio.of(1, 1)) >= 0) {
            report(Kind.CTTS, "all offsets are shifted by " + shift);
        }
        for (int i = 0; i < made.samples().size(); i++) {
            Sample mine = made.samples().get(i);
            Sample theirs = from.samples().get(skipped + i);
            if (cues == null || !cues.mayDiffer(i, made)) {
                same(told, Kind.STTS, i, mine.duration(), theirs.duration());
            }
            same(told, Kind.CTTS, i, mine.offset(), theirs.offset() + shift);
            same(told, Kind.STSS, i, mine.sync(), theirs.sync());
            if (mine.sdtp() >= 0 || theirs.sdtp() >= 0) {
                same(told, Kind.SDTP, i, mine.sdtp(), theirs.sdtp());
            }
            same(told, Kind.DESCRIPTION, i, mine.description(), theirs.description());
            same(told, Kind.SBGP, i, mine.groups(), theirs.groups());
            same(told, Kind.SUBS, i, mine.subSamples(), theirs.subSamples());
        }
    }

    private void same(Set<Kind> told, Kind kind, int sample, Object mine, Object theirs) {
        if (!Objects.equals(mine, theirs) && told.add(kind)) {
            report(kind, "sample " + sample + " of the cut has " + mine + ", in the source " + theirs);
        }
    }

    private void first(int skipped, Span span) {
        Kind kind = from.id() == expected.reference().id() ? Kind.FIRST_SAMPLE : Kind.PREROLL;
        if (from.isVideo() && skipped != span.first() && skipped != span.late()) {
            report(kind, "begins with sample " + skipped + " instead of " + span.first());
        } else if (skipped > span.late()) {
            report(kind, "begins with sample " + skipped + ", needs " + span.late());
        } else if (skipped < span.first() && !early(skipped, span.first())) {
            report(kind, "begins with sample " + skipped + ", long before " + span.first());
        }
        long rolled = from.isAudio() ? RollTable.before(from.box().need("mdia", "minf", "stbl"), from.samples().get(span.late()))
                : 0;
        if (skipped > Math.max(0, span.late() - rolled)) {
            report(kind, "begins with sample " + skipped + ", " + rolled + " are needed before " + span.late());
        }
    }

    /** Audio may begin earlier, unheard, so that its decoder is warm: by what a decoder may need, or by a sample or two. */
    private boolean early(int first, int shown) {
        Ratio time = from.seconds(from.samples().get(shown).dts() - from.samples().get(first).dts());
        return shown - first <= 2 || time.compareTo(LONGEST_PREROLL) <= 0;
    }

    private void report(Kind kind, String what) {
        out.add(new Violation(kind, made.toString(), what));
    }
}
