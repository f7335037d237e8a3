package io.github.tsmp4java.judge;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The samples of a time code track: the first is the number of the frame that the source shows at the cut time, the others
 * are the source's.
 */
record TimecodeJudge(Source source, Source cut, Track from, Track made, Span span, List<Violation> out) {
    private static final int ENTRY = 16;

    /** @return how many samples of the source are before the first kept one, or -1 */
    int judge() {
        int first = Math.max(0, span.first());
        for (int skipped = first; skipped <= Math.max(first, span.late()); skipped++) {
            if (whatIsWrong(skipped) == null) {
                return skipped;
            }
        }
        out.add(new Violation(Kind.SAMPLE_BYTES, made.toString(), whatIsWrong(first)));
        return -1;
    }

    /** Null where the cut is right when its first sample is this one. */
    private String whatIsWrong(int skipped) {
        List<Sample> mine = made.samples();
        if (mine.size() > from.samples().size() - skipped || mine.stream().anyMatch(sample -> sample.size() != Integer.BYTES)) {
            return mine.size() + " samples of a time code, not all of 4 bytes or too many";
        }
        for (int i = 1; i < mine.size(); i++) {
            int theirs = counter(source, from.samples().get(skipped + i));
            if (counter(cut, mine.get(i)) != theirs) {
                return "sample " + i + " counts from " + counter(cut, mine.get(i)) + ", in the source from " + theirs;
            }
        }
        Segment edit = made.statedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        Sample theirs = from.samples().get(skipped);
        // Where the edit enters it in its middle, as the source's does, it begins with the source's first frame.
        Ratio elapsed = edit.mediaTime() != mine.get(0).ct() ? Ratio.ZERO : span.media().minus(Ratio.of(theirs.ct(), 1));
        return first(source, cut, from, theirs, mine.get(0), elapsed.max(Ratio.ZERO));
    }

    /**
     * @param elapsed how far into {@code theirs} of the source {@code mine} of the cut begins, media ticks
     * @return what is wrong with it, or null
     */
    static String first(Source source, Source cut, Track from, Sample theirs, Sample mine, Ratio elapsed) {
        RawBox stsd = from.box().need("mdia", "minf", "stbl", "stsd");
        Ratio perSecond = Ratio.of(stsd.u32(ENTRY + 16), stsd.u32(ENTRY + 20));
        Ratio wanted = Ratio.of(counter(source, theirs), 1)
                .plus(elapsed.over(Ratio.of(from.timescale(), 1)).times(perSecond));
        Ratio slack = Ratio.of(1, 2).plus(perSecond.over(Ratio.of(from.timescale(), 1)));
        return Ratio.of(counter(cut, mine), 1).minus(wanted).abs().compareTo(slack) <= 0 ? null
                : counter(cut, mine) + ", the source is at " + wanted;
    }

    private static int counter(Source file, Sample sample) {
        return ByteBuffer.wrap(file.read(sample.place(), Integer.BYTES)).getInt();
    }
}
