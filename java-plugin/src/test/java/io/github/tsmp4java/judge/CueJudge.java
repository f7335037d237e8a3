package io.github.tsmp4java.judge;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A track without pictures and sound, or of chapters: its first sample is shown from its beginning, for as long as the
 * source shows it after the cut time, and its last ends with the cut. A chapter that is there for less than a frame goes.
 *
 * @param span    what the cut needs of the track
 * @param chapter whether another track names it as its chapters
 * @param sure    whether all rounding leads to this
 */
record CueJudge(Expectation expected, Track from, Span span, boolean chapter, boolean sure) {
    private static final Set<String> PICTURES_AND_SOUND = Set.of("vide", "soun", "auxv", "pict");

    /** @return null where the samples of the track are as long as in the source */
    static CueJudge of(Expectation expected, Movie movie, Track from, Span span) {
        boolean chapter = Expectation.chapters(movie).contains(from.id()) && from.id() != expected.reference().id();
        long offset = from.samples().get(0).offset();
        boolean steady = from.samples().stream().allMatch(sample -> sample.offset() == offset);
        if (span == null || !chapter && PICTURES_AND_SOUND.contains(from.handler()) || !steady) {
            return null;
        }
        Ratio first = null;
        boolean sure = true;
        for (Segment edit : from.closedEdits()) {
            Ratio begin = edit.start().max(expected.cutTime());
            boolean in = begin.compareTo(expected.end() == null ? edit.end() : edit.end().min(expected.end())) < 0;
            if (!edit.empty() && in) {
                Ratio media = edit.media(begin, from.timescale());
                first = first == null ? media : first;
                sure &= media.floor() > first.floor() || media.equals(first);
                // What is shown again, or held, must be as long as it was.
                if (edit.dwells() || media.floor() < first.floor()) {
                    return null;
                }
            }
        }
        // By then all samples are over, and stay as they are.
        if (first.floor() >= from.lastEnd()) {
            return null;
        }
        return new CueJudge(expected, from, span.within(from.lastEnd()), chapter, sure && first.ceil() < from.lastEnd());
    }

    /** The samples that may be kept: of chapters one is left out at either edge, or some, if they are so short. */
    Span kept() {
        if (!chapter) {
            return span;
        }
        long ticks = expected.longestFrame().times(from.timescale()).ceil() + 1;
        int late = Math.min(span.after(), from.lastShownBy(span.media().floor() + ticks));
        int last = expected.end() == null ? span.last() : from.lastShownBy(span.until().ceil() - ticks);
        return new Span(span.first(), Math.max(span.late(), late), Math.max(span.first(), Math.min(span.last(), last)), span.after(),
                span.media(), span.until());
    }

    /** Every sample that may be the last: of chapters also one between, as several may be so short. */
    List<Integer> lasts() {
        Span kept = kept();
        return chapter ? IntStream.rangeClosed(kept.last(), kept.after()).boxed().toList() : kept.lasts();
    }

    /** Whether a sample of the cut may have another duration than in the source. */
    boolean mayDiffer(int sample, Track made) {
        return sample == 0 || sample == made.samples().size() - 1 && expected.end() != null;
    }

    void judge(Track made, int skipped, List<Violation> out) {
        Sample first = made.samples().get(0);
        Sample theirs = from.samples().get(skipped);
        boolean one = made.samples().size() == 1;
        Segment edit = made.statedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        int now = from.lastShownBy(span.media().floor());
        int then = from.lastShownBy(span.media().floor() + 1);
        // One that cannot be decoded alone is entered where it is shown, after others; one that begins later is as it was.
        boolean shown = skipped == now || now >= 0 && skipped == then || skipped > span.late();
        // Rounded up it may be one that is decoded from this.
        int rounded = from.lastShownBy(span.media().ceil());
        boolean plain = sure && (skipped != now || rounded == now || from.samples().get(rounded).sync());
        boolean begins = theirs.sync() && shown && (plain || edit.mediaTime() == first.ct());
        if (!shown && now >= 0 && from.samples().get(now).sync() && from.samples().get(then).sync()) {
            out.add(new Violation(Kind.CUE, made.toString(), "begins with sample " + skipped + ", " + now + " is shown"));
        }
        if (begins && edit.mediaTime() != first.ct()) {
            out.add(new Violation(Kind.CUE, made.toString(), "its first sample is entered at " + edit.mediaTime() + ", it begins at "
                    + first.ct()));
        }
        Ratio since = begins ? span.media() : Ratio.of(theirs.ct(), 1);
        Ratio until = closes() ? span.until() : Ratio.of(last(made, skipped).ct() + last(made, skipped).duration(), 1);
        if (begins) {
            same(made, first.duration(), one ? until.minus(since) : Ratio.of(from.samples().get(skipped + 1).ct(), 1).minus(since), out);
        }
        if (!one && closes()) {
            same(made, made.samples().get(made.samples().size() - 1).duration(), until.minus(Ratio.of(last(made, skipped).ct(), 1)), out);
        }
        if (chapter && made.samples().size() > 1) {
            frames(made, begins ? first.duration() : Long.MAX_VALUE / 4, out);
            frames(made, closes() ? made.samples().get(made.samples().size() - 1).duration() : Long.MAX_VALUE / 4, out);
        }
    }

    /** Whether the end of the cut is in the last edit, and that shows the latest of the media. */
    private boolean closes() {
        if (expected.end() == null) {
            return false;
        }
        Segment last = from.closedEdits().stream().filter(edit -> !edit.empty() && edit.start().compareTo(expected.end()) < 0)
                .reduce((a, b) -> b).orElseThrow();
        return last.media(last.end().min(expected.end()), from.timescale()).compareTo(span.until()) >= 0;
    }

    private Sample last(Track made, int skipped) {
        return from.samples().get(skipped + made.samples().size() - 1);
    }

    /** To within the ticks that both ends of a sample are rounded by. */
    private void same(Track made, long mine, Ratio wanted, List<Violation> out) {
        if (Ratio.of(mine, 1).minus(wanted).abs().compareTo(Ratio.of(2, 1)) > 0) {
            out.add(new Violation(Kind.CUE, made.toString(), "a sample lasts " + mine + ", it is shown for " + wanted));
        }
    }

    private void frames(Track made, long duration, List<Violation> out) {
        if (Ratio.of(duration + 2, from.timescale()).compareTo(expected.shortestFrame()) < 0) {
            out.add(new Violation(Kind.CUE, made.toString(), "a chapter lasts " + duration + " ticks, less than a frame"));
        }
    }

    /** From composition times of the cut to those of the source. */
    long shift(Track made, int skipped) {
        long first = made.samples().get(0).ct();
        if (made.samples().size() > 1) {
            return from.samples().get(skipped + 1).ct() - made.samples().get(1).ct();
        }
        boolean begins = made.edits().stream().filter(edit -> !edit.empty()).findFirst().orElseThrow().mediaTime() == first;
        long theirs = from.samples().get(skipped).ct();
        boolean shown = span.media().compareTo(Ratio.of(theirs, 1)) > 0 || skipped > span.late();
        return (begins && shown ? span.media().plus(Ratio.of(1, 2)).floor() : theirs) - first;
    }
}
