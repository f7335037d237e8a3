package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Chunks.Chunk;
import io.github.tsmp4java.index.Coverage;
import io.github.tsmp4java.index.TrackIndex;

/**
 * The samples of one track that a cut keeps, of those that the moov describes. Samples and chunks count from 0, in the
 * source.
 *
 * @param first sample kept, in decoding order
 * @param last sample kept
 * @param firstChunk the chunk of the first
 * @param lastChunk the chunk of the last
 * @param bytes of the kept samples themselves
 * @param offsetShift added to every composition offset so that no media time is negative, media ticks
 * @param ahead by how much the first is shorter than in the source, media ticks; it is longer where that is negative
 * @param behind the same of the last
 * @param duration of the kept samples, media ticks of decoding time
 */
public record SampleCut(long first, long last, Chunk firstChunk, Chunk lastChunk, long bytes, long offsetShift, long ahead,
        long behind, long duration) {

    /** @param earliest the first media tick that an edit of the cut shows, as in the source */
    static SampleCut of(TrackIndex track, SampleRun run, long earliest) {
        long base = track.times().dts(run.first()) + run.ahead();
        return new SampleCut(run.first(), run.last(), track.chunks().of(run.first()), track.chunks().of(run.last()),
                track.sizes().bytes(run.first(), run.last() + 1), Math.max(0, base - earliest), run.ahead(), run.behind(),
                track.times().dts(run.last() + 1) - base - run.behind());
    }

    /** From a media time of the source to that of the cut. */
    public long shift(TrackIndex track) {
        return offsetShift - track.times().dts(first) - ahead;
    }

    /** Adds the bytes of the file that hold them; auxiliary information that lies in the file must come along. */
    void cover(TrackIndex track, Coverage coverage) {
        track.chunks().cover(first, last, coverage);
        if (track.auxiliary() != null) {
            track.auxiliary().cover(track.chunks(), first, last, coverage);
        }
    }

    public long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return "samples " + first + ".." + last + ", chunks " + firstChunk.number() + ".." + lastChunk.number() + ", "
                + bytes + " bytes, duration " + duration
                + (ahead == 0 ? "" : ", the first shorter by " + ahead) + (behind == 0 ? "" : ", the last shorter by " + behind)
                + (offsetShift == 0 ? "" : ", composition offsets + " + offsetShift);
    }
}
