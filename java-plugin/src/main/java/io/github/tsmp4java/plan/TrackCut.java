package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cut keeps of one track.
 *
 * @param track that is cut
 * @param samples kept of those that the moov describes; null when none is
 * @param edits of the cut track, exact; at least one shows media
 * @param origin what is subtracted from each decode time in its fragments, media ticks; of a time code in fragments, how
 *     much of its sample is over
 * @param duration of the media kept: when the last sample is over, in decoding time of the cut, media ticks
 */
public record TrackCut(TrackIndex track, SampleCut samples, List<CutEdit> edits, long origin,
        long duration) {

    /**
     * The track from {@code start} on, up to {@code end} where there is one, both in movie time.
     *
     * @param chapter the least time that a chapter is shown, where the samples of the track are chapters
     * @return null when the track shows nothing then
     */
    static TrackCut of(TrackIndex track, Time start, Optional<Time> end, Optional<Time> chapter) throws DeclinedCut {
        List<CutEdit> edits = edits(track, start, end);
        if (edits.isEmpty()) {
            return null;
        }
        SampleRun run = chapter.isEmpty() && !track.isOfCues() ? SampleRun.of(track, edits, end.isPresent())
                : SampleRun.ofCues(track, edits, end.isPresent(), chapter.orElse(Time.ZERO));
        SampleCut samples = SampleCut.of(track, run, earliest(edits));
        long moved = samples.shift(track);
        return new TrackCut(track, samples, edits.stream().map(edit -> edit.shifted(moved)).toList(), 0,
                samples.duration());
    }

    /** For a time code track: the number of the first frame of each kept sample; of the first sample, only a part may be kept. */
    public List<Integer> counters() {
        if (samples == null) {
            return List.of(track.timecode().after(0, Time.of(origin, track.timescale())));
        }
        int first = Math.toIntExact(samples.first());
        List<Integer> counters = new ArrayList<>(track.timecode().counters().subList(first, Math.toIntExact(samples.last()) + 1));
        counters.set(0, track.timecode().after(first, Time.of(samples.ahead(), track.timescale())));
        return counters;
    }

    /** The first media tick that is shown. */
    long earliest() {
        return earliest(edits);
    }

    private static long earliest(List<CutEdit> edits) {
        return edits.stream().filter(edit -> !edit.isEmpty()).mapToLong(CutEdit::mediaTime).min().orElseThrow();
    }

    /**
     * The track of a fragmented movie, media times as in the source.
     *
     * @return null when the track shows nothing then
     */
    static TrackCut ofFragments(TrackIndex track, Time start, Optional<Time> end) {
        List<CutEdit> edits = edits(track, start, end);
        return edits.isEmpty() ? null : new TrackCut(track, null, edits, 0, 0);
    }

    /**
     * A time code of a fragmented movie: its one sample counts as long as the movie lasts, whatever its duration is.
     *
     * @param end of the cut
     * @return null when the track shows nothing then
     */
    static TrackCut ofTimecode(TrackIndex track, Time start, Time end) {
        Optional<Segment> shown = track.timeline().segments().stream().filter(segment -> !segment.isEmpty()).findFirst();
        long begin = track.samples() > 0 ? track.times().ct(0) : track.parts().get(0).begin();
        long hidden = shown.map(segment -> Math.max(0, segment.mediaTime() - begin)).orElse(0L);
        Time first = shown.map(Segment::start).orElse(Time.ZERO);
        Time from = first.max(start);
        if (!from.isBefore(end)) {
            return null;
        }
        long duration = end.minus(from).ceil(track.timescale());
        List<CutEdit> edits = new ArrayList<>();
        if (start.isBefore(from)) {
            edits.add(CutEdit.empty(Time.ZERO, from.minus(start)));
        }
        edits.add(new CutEdit(from.minus(start), end.minus(start), 0, duration, CutEdit.RATE_1));
        return new TrackCut(track, null, edits, Math.addExact(hidden, from.minus(first).round(track.timescale())), duration);
    }

    /**
     * The same, with its fragments {@code ticks} earlier.
     *
     * @param until when their last sample is over, as in the source
     */
    TrackCut earlier(long ticks, long until) {
        return new TrackCut(track, samples, edits.stream().map(edit -> edit.shifted(-ticks)).toList(), ticks,
                Math.max(0, until - ticks));
    }

    /** The same with all samples of the moov, and its fragments up to the last {@code kept}. */
    TrackCut withMoovSamples(long kept) {
        SampleCut ofMoov = track.samples() == 0 ? null : SampleCut.of(track, SampleRun.whole(track), Long.MAX_VALUE);
        long until = track.parts().stream().filter(part -> part.position() <= kept).mapToLong(Part::decodeEnd)
                .reduce(ofMoov == null ? 0 : ofMoov.duration(), Math::max);
        return new TrackCut(track, ofMoov, edits, 0, until);
    }

    /** What of the track's timeline is in the stretch, media times as in the source; empty when no media are. */
    static List<CutEdit> edits(TrackIndex track, Time start, Optional<Time> end) {
        List<CutEdit> edits = new ArrayList<>();
        for (Segment segment : track.timeline().segments()) {
            Time from = segment.start().max(start);
            Time to = segment.end().min(end.orElse(segment.end()));
            if (from.isBefore(to)) {
                edits.add(segment.isEmpty() ? CutEdit.empty(from.minus(start), to.minus(start))
                        : shown(segment, from.minus(start), to.minus(start), from, to));
            }
        }
        return edits.stream().allMatch(CutEdit::isEmpty) ? List.of() : edits;
    }

    /** Rounded to the nearest tick, the edit might begin at the very end of what it shows; then it begins a tick earlier. */
    private static CutEdit shown(Segment segment, Time start, Time end, Time from, Time to) {
        long mediaEnd = segment.mediaUntil(to);
        return new CutEdit(start, end, Math.min(segment.media(from), mediaEnd - 1), mediaEnd, segment.rate());
    }

    /** Whether every edit begins at a whole tick of the movie timescale {@code scale}. */
    boolean isWhole(long scale) {
        return edits.stream().allMatch(edit -> edit.start().isWhole(scale));
    }

    /** How long the track lasts in the cut, in ticks of {@code scale}; rounded up, so that nothing is cut off. */
    public long total(long scale) {
        return edits.get(edits.size() - 1).end().ceil(scale);
    }

    @Override
    public String toString() {
        return String.format("track %d %s %s: %s%n  edits %s of timescale %d%s", track.id(), track.handler(),
                track.formats(), samples == null ? "no samples of the moov" : samples, edits, track.timescale(),
                origin == 0 ? "" : ", decode times - " + origin);
    }
}
