package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Chunks.Chunk;
import io.github.tsmp4java.index.Chunks.Extent;
import io.github.tsmp4java.index.PreRoll;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
 * @param edits of the cut track, exact; at least one shows media
 * @param offsetShift added to every composition offset so that no media time is negative, media ticks
 * @param duration of the kept samples, media ticks of decoding time
 */
public record TrackCut(TrackIndex track, long first, long last, Chunk firstChunk, Chunk lastChunk, Extent extent, long bytes,
        List<CutEdit> edits, long offsetShift, long duration) {

    /**
     * The track from {@code start} on, up to {@code end} where there is one, both in movie time.
     *
     * @return null when the track shows nothing then
     */
    static TrackCut of(TrackIndex track, Time start, Optional<Time> end) throws DeclinedCut {
        List<CutEdit> edits = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (Segment segment : track.timeline().segments()) {
            Time from = segment.start().max(start);
            Time to = segment.end().min(end.orElse(segment.end()));
            if (!from.isBefore(to)) {
                continue;
            }
            long media = segment.isEmpty() ? Segment.EMPTY : segment.media(from);
            edits.add(new CutEdit(from.minus(start), to.minus(start), media, segment.rate()));
            if (!segment.isEmpty()) {
                // Without a sync sample so early the track's own beginning is kept, as it is.
                first = Math.min(first, preRolled(track, Math.max(0, track.syncAtOrBefore(media))));
                last = Math.max(last, end.isEmpty() ? track.samples() - 1
                        : track.lastComposedBefore(segment.mediaUntil(to)));
            }
        }
        return first == Long.MAX_VALUE ? null : keep(track, first, Math.max(first, last), edits);
    }

    private static TrackCut keep(TrackIndex track, long first, long last, List<CutEdit> edits) {
        long base = track.times().dts(first);
        long earliest = edits.stream().mapToLong(CutEdit::mediaTime).filter(media -> media != Segment.EMPTY).min().orElse(0);
        long shift = Math.max(0, base - earliest);
        return new TrackCut(track, first, last, track.chunks().of(first), track.chunks().of(last),
                extent(track, first, last), track.sizes().bytes(first, last + 1),
                edits.stream().map(edit -> edit.shifted(shift - base)).toList(), shift, track.times().dts(last + 1) - base);
    }

    /** Auxiliary information that lies in the file must come along with the samples. */
    private static Extent extent(TrackIndex track, long first, long last) {
        Extent samples = track.chunks().extent(first, last);
        Extent auxiliary = track.auxiliary() == null ? null : track.auxiliary().extent(track.chunks(), first, last);
        return auxiliary == null ? samples : samples.cover(auxiliary);
    }

    private static long preRolled(TrackIndex track, long sample) {
        PreRoll preRoll = track.preRoll();
        long bySamples = Math.max(0, sample - preRoll.samples());
        long byTicks = Math.max(0, track.times().atDts(track.times().dts(sample) - preRoll.ticks()));
        return Math.min(bySamples, byTicks);
    }

    /** Whether a movie timescale tells every place where one edit follows another. */
    boolean isWhole(long scale) {
        return edits.stream().allMatch(edit -> edit.start().isWhole(scale));
    }

    /** How long the track lasts in the cut, in ticks of {@code scale}; rounded up, so that nothing is cut off. */
    public long total(long scale) {
        return edits.get(edits.size() - 1).end().ceil(scale);
    }

    @Override
    public String toString() {
        return String.format("track %d %s %s: samples %d..%d of %d, chunks %d..%d, bytes [%d, %d) of which %d are its own%n"
                + "  edits %s of timescale %d; duration %d%s",
                track.id(), track.handler(), track.formats(), first, last, track.samples(), firstChunk.number(),
                lastChunk.number(), extent.begin(), extent.end(), bytes, edits, track.timescale(), duration,
                offsetShift == 0 ? "" : "; composition offsets + " + offsetShift);
    }
}
