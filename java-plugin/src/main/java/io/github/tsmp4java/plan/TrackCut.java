package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Chunks.Chunk;
import io.github.tsmp4java.index.Chunks.Extent;
import io.github.tsmp4java.index.PreRoll;
import io.github.tsmp4java.index.SampleTimes;
import io.github.tsmp4java.index.Timeline;
import io.github.tsmp4java.index.TrackIndex;

/**
 * What a cut keeps of one track. Samples and chunks count from 0, in the source.
 *
 * @param track that is cut
 * @param first sample kept, in decoding order
 * @param last sample kept
 * @param firstChunk the chunk of the first
 * @param lastChunk the chunk of the last
 * @param extent the bytes of the file that hold them, others between them included
 * @param bytes of the kept samples themselves
 * @param delay from the beginning of the cut to the track's own, exact; zero or more
 * @param mediaTime of the new edit, media ticks on the cut's composition axis; zero or more
 * @param offsetShift added to every composition offset so that mediaTime is not negative, media ticks
 * @param shown how long the new edit plays, media ticks
 * @param duration of the kept samples, media ticks of decoding time
 */
public record TrackCut(TrackIndex track, long first, long last, Chunk firstChunk, Chunk lastChunk, Extent extent, long bytes,
        Time delay, long mediaTime, long offsetShift, long shown, long duration) {

    /** The reference track, cut at its key frame. */
    static TrackCut at(TrackIndex track, Snap snap) {
        return from(track, preRolled(track, snap.sample()), snap.media(), Time.ZERO);
    }

    /**
     * Another track, cut at the same instant.
     *
     * @param movieTimescale of the source
     * @return null when the track has ended by then
     */
    static TrackCut at(TrackIndex track, Time start, long movieTimescale) throws DeclinedCut {
        Timeline timeline = track.timeline();
        Time late = Time.of(timeline.delay(), movieTimescale).minus(start);
        long media = timeline.mediaTime();
        if (!late.isPositive()) {
            Time into = Time.ZERO.minus(late).min(Time.of(timeline.mediaEnd(), track.timescale()));
            media = Math.addExact(media, into.round(track.timescale()));
        }
        if (media >= timeline.mediaEnd()) {
            return null;
        }
        // Without a sync sample so early the source's own beginning is kept, as it is.
        long sample = Math.max(0, track.syncAtOrBefore(media));
        return from(track, preRolled(track, sample), media, late.isPositive() ? late : Time.ZERO);
    }

    private static TrackCut from(TrackIndex track, long first, long media, Time delay) {
        SampleTimes times = track.times();
        long last = track.samples() - 1;
        long base = times.dts(first);
        long mediaTime = media - base;
        return new TrackCut(track, first, last, track.chunks().of(first), track.chunks().of(last),
                track.chunks().extent(first, last), track.sizes().bytes(first, last + 1), delay, Math.max(0, mediaTime),
                Math.max(0, -mediaTime), track.timeline().mediaEnd() - media, times.dts(last + 1) - base);
    }

    private static long preRolled(TrackIndex track, long sample) {
        PreRoll preRoll = track.preRoll();
        long bySamples = Math.max(0, sample - preRoll.samples());
        long byTicks = Math.max(0, track.times().atDts(track.times().dts(sample) - preRoll.ticks()));
        return Math.min(bySamples, byTicks);
    }

    /** How long the empty edit before the track lasts, in ticks of {@code scale}. */
    public long delay(long scale) {
        return delay.round(scale);
    }

    /** How long the edit lasts, in ticks of {@code scale}; rounded up, so that nothing is cut off. */
    public long shown(long scale) {
        return Time.of(shown, track.timescale()).ceil(scale);
    }

    /** How long the track lasts in the cut, in ticks of {@code scale}. */
    public long total(long scale) {
        return Math.addExact(delay(scale), shown(scale));
    }

    @Override
    public String toString() {
        return String.format("track %d %s %s: samples %d..%d of %d, chunks %d..%d, bytes [%d, %d) of which %d are its own%n"
                + "  edit: %s s empty, then media_time %d for %d of timescale %d; duration %d%s",
                track.id(), track.handler(), track.formats(), first, last, track.samples(), firstChunk.number(),
                lastChunk.number(), extent.begin(), extent.end(), bytes, delay, mediaTime, shown, track.timescale(), duration,
                offsetShift == 0 ? "" : "; composition offsets + " + offsetShift);
    }
}
