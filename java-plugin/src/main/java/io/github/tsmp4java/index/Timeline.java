package io.github.tsmp4java.index;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.Elst;
import java.util.ArrayList;
import java.util.List;

/**
 * How a track's media plays in the movie: segments one after the other from 0 (ISO/IEC 14496-12, 8.6.6). Each is longer
 * than 0, and the last one shows media; a track that shows nothing has no segments.
 *
 * @param segments in the order they are played
 */
public record Timeline(List<Segment> segments) {
    private static final int RATE_1 = 0x10000;

    /**
     * A stretch of the movie.
     *
     * @param start in movie time
     * @param end in movie time, after the start
     * @param mediaTime what is shown at the start, media ticks on the composition axis; {@link #EMPTY} = nothing is shown
     * @param rate 16.16: 0 shows one instant of the media all along
     * @param timescale of the media
     */
    public record Segment(Time start, Time end, long mediaTime, int rate, long timescale) {
        public static final long EMPTY = -1;

        public boolean isEmpty() {
            return mediaTime == EMPTY;
        }

        /** What is shown at {@code time}, which is in the segment: media ticks, rounded down. */
        public long mediaBegun(Time time) {
            return Math.addExact(mediaTime, played(time).floor(timescale));
        }

        /** The same, to the nearest tick. */
        public long media(Time time) {
            return Math.addExact(mediaTime, played(time).round(timescale));
        }

        /** One past the last media tick shown before {@code time}; after the first even where a single instant is shown. */
        public long mediaUntil(Time time) {
            return Math.addExact(mediaTime, Math.max(1, played(time).ceil(timescale)));
        }

        /** When {@code tick} of the media is shown: the start, if it is no later than {@code mediaTime} or the rate is 0. */
        public Time at(long tick) {
            return tick <= mediaTime || rate == 0 ? start : start.plus(length(tick - mediaTime));
        }

        private Time played(Time time) {
            return time.minus(start).times(rate).dividedBy(RATE_1);
        }

        private Time length(long ticks) {
            return Time.of(ticks, timescale).times(RATE_1).dividedBy(rate);
        }
    }

    /**
     * @param elst the edit list, or null
     * @param where its path, for the reason of a decline
     * @param mediaEnd of the last sample, media ticks
     * @param open whether the last edit lasts as long as its media, whatever it says: so it is in a fragmented movie
     */
    static Timeline of(Elst elst, String where, long mediaEnd, boolean open, long timescale, long movieTimescale)
            throws DeclinedCut {
        if (elst == null || elst.edits().isEmpty()) {
            Time end = Time.of(mediaEnd, timescale);
            return new Timeline(end.isPositive() ? List.of(new Segment(Time.ZERO, end, 0, RATE_1, timescale)) : List.of());
        }
        List<Segment> segments = new ArrayList<>();
        long ticks = 0;
        for (int i = 0; i < elst.edits().size(); i++) {
            Elst.Edit edit = elst.edits().get(i);
            if (edit.rate() < 0) {
                throw new DeclinedCut("edit that plays backwards (" + where + ")");
            }
            boolean last = i == elst.edits().size() - 1;
            Time start = Time.of(ticks, movieTimescale);
            ticks = Math.addExact(ticks, edit.segmentDuration());
            Segment segment = new Segment(start, Time.of(ticks, movieTimescale), edit.mediaTime(), edit.rate(), timescale);
            if (last && !edit.empty() && edit.rate() != 0) {
                segment = untilMediaEnds(segment, mediaEnd, open || edit.segmentDuration() == 0);
            }
            if (segment.start().isBefore(segment.end())) {
                segments.add(segment);
            }
        }
        while (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return new Timeline(List.copyOf(segments));
    }

    /** The last edit lasts no longer than its media; a segment_duration of 0 means as long. */
    private static Segment untilMediaEnds(Segment segment, long mediaEnd, boolean open) {
        Time end = segment.start().max(segment.at(mediaEnd));
        return new Segment(segment.start(), open ? end : end.min(segment.end()), segment.mediaTime(), segment.rate(),
                segment.timescale());
    }

    /** Whether nothing of the media is ever shown. */
    public boolean isEmpty() {
        return segments.isEmpty();
    }

    public Time end() {
        return segments.get(segments.size() - 1).end();
    }
}
