package io.github.tsmp4java.judge;

import java.nio.ByteBuffer;
import java.util.List;

/** The one sample of a time code track: the number of the frame that the source shows at the cut time. */
record TimecodeJudge(Source source, Source cut, Track from, Track made, Span span, List<Violation> out) {
    private static final int ENTRY = 16;

    /** @return 0: the sample is the source's first */
    int judge() {
        Sample mine = made.samples().get(0);
        Sample theirs = from.samples().get(0);
        if (made.samples().size() != 1 || from.samples().size() != 1 || mine.size() != Integer.BYTES) {
            out.add(new Violation(Kind.SAMPLE_RUN, made.toString(), made.samples().size() + " samples of a time code"));
            return -1;
        }
        RawBox stsd = from.box().need("mdia", "minf", "stbl", "stsd");
        Ratio perSecond = Ratio.of(stsd.u32(ENTRY + 16), stsd.u32(ENTRY + 20));
        Segment edit = made.statedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        // Where the edit enters it in its middle, as the source's does, it begins with the source's first frame.
        Ratio elapsed = edit.mediaTime() != mine.ct() ? Ratio.ZERO
                : span.media().minus(Ratio.of(theirs.ct(), 1)).over(Ratio.of(from.timescale(), 1));
        Ratio wanted = Ratio.of(counter(source, theirs), 1).plus(elapsed.max(Ratio.ZERO).times(perSecond));
        Ratio slack = Ratio.of(1, 2).plus(perSecond.over(Ratio.of(from.timescale(), 1)));
        if (Ratio.of(counter(cut, mine), 1).minus(wanted).abs().compareTo(slack) > 0) {
            out.add(new Violation(Kind.SAMPLE_BYTES, made.toString(), counter(cut, mine) + ", the source is at " + wanted));
        }
        return 0;
    }

    private static int counter(Source file, Sample sample) {
        return ByteBuffer.wrap(file.read(sample.place(), Integer.BYTES)).getInt();
    }
}
