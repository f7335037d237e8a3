package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * A track, every table expanded.
 *
 * @param enabled      the tkhd flag
 * @param tkhdDuration -1 for all ones: unknown
 * @param mdhdDuration -1 for all ones: unknown
 * @param format       of the first sample description, empty when there is none
 */
public record Track(RawBox box, long id, String handler, boolean enabled, long timescale, long tkhdDuration,
        long mdhdDuration, List<Segment> edits, String format, List<Sample> samples) {
    /** The same in a fragmented movie: more samples, and a last edit that lasts as long as they do. */
    Track fragmented(List<Sample> all, boolean open) {
        List<Segment> changed = new ArrayList<>(edits);
        Segment last = edits.get(edits.size() - 1);
        if (open && all.size() > samples.size() && !last.empty() && !last.dwells()) {
            changed.set(edits.size() - 1, new Segment(last.start(), null, last.mediaTime(), last.rate()));
        }
        return new Track(box, id, handler, enabled, timescale, tkhdDuration, mdhdDuration, changed, format, all);
    }

    public long mediaDuration() {
        return samples.stream().mapToLong(Sample::duration).sum();
    }

    public long lastEnd() {
        return samples.stream().mapToLong(sample -> sample.ct() + sample.duration()).max().orElse(0);
    }

    public Ratio seconds(long ticks) {
        return Ratio.of(ticks, timescale);
    }

    /** The edits, each with an end; the last one lasts no longer than its media. */
    public List<Segment> closedEdits() {
        List<Segment> out = new ArrayList<>();
        for (int i = 0; i < edits.size(); i++) {
            Segment edit = edits.get(i).closed(this, i == edits.size() - 1);
            if (edit.start().compareTo(edit.end()) < 0) {
                out.add(edit);
            }
        }
        return out;
    }

    /** The edits as they are written; one without an end lasts as long as its media. */
    public List<Segment> statedEdits() {
        return edits.stream().map(edit -> edit.end() == null ? edit.closed(this, true) : edit).toList();
    }

    /** The end of what the edits show. */
    public Ratio shownEnd() {
        return closedEdits().stream().filter(edit -> !edit.empty()).map(Segment::end).reduce(Ratio.ZERO, Ratio::max);
    }

    /** The last sync sample that is composed by {@code tick}; -1 when there is none. */
    int syncAtOrBefore(long tick) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).sync() && samples.get(i).ct() <= tick) {
                return i;
            }
        }
        return -1;
    }

    /** The same; where key frames are shown in another order than they are decoded in, one before it that is shown then. */
    int decodedFrom(long tick) {
        int key = syncAtOrBefore(tick);
        int shown = key;
        for (int i = 0; i < key; i++) {
            Sample sample = samples.get(i);
            // Of two at one time the later is on top.
            boolean later = sample.ct() > samples.get(shown).ct() || shown < key && sample.ct() == samples.get(shown).ct();
            shown = sample.sync() && sample.ct() <= tick && later ? i : shown;
        }
        return shown;
    }

    /** The last sample in decoding order that is composed by {@code tick}; -1 when there is none. */
    int lastShownBy(long tick) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).ct() <= tick) {
                return i;
            }
        }
        return -1;
    }

    /** A still picture in a track of its own. */
    boolean isCover() {
        return samples.size() == 1 && (format.equals("jpeg") || format.equals("png "));
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
