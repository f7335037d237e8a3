package io.github.tsmp4java.judge;

import java.util.List;

/**
 * A track, every table expanded.
 *
 * @param enabled      the tkhd flag
 * @param tkhdDuration -1 for all ones: unknown
 * @param mdhdDuration -1 for all ones: unknown
 * @param listsSync    whether there is an stss
 */
public record Track(RawBox box, long id, String handler, boolean enabled, long timescale, long tkhdDuration,
        long mdhdDuration, List<Segment> edits, boolean hasEdits, boolean listsSync, List<Sample> samples) {
    public long mediaDuration() {
        return samples.stream().mapToLong(Sample::duration).sum();
    }

    public long lastEnd() {
        return samples.stream().mapToLong(sample -> sample.ct() + sample.duration()).max().orElse(0);
    }

    public Ratio seconds(long ticks) {
        return Ratio.of(ticks, timescale);
    }

    /** The end of what the edits show, never past the media itself. */
    public Ratio shownEnd() {
        Ratio end = Ratio.ZERO;
        for (Segment edit : edits) {
            if (!edit.empty()) {
                Ratio media = edit.shown(lastEnd(), timescale);
                end = end.max(edit.end() == null ? media : edit.end().min(media));
            }
        }
        return end;
    }

    public boolean isVideo() {
        return handler.equals("vide");
    }

    public boolean isAudio() {
        return handler.equals("soun");
    }

    @Override
    public String toString() {
        return "track " + id + " " + handler;
    }
}
