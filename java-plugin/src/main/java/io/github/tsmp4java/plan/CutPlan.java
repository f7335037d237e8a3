package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A cut, decided: the cut file is a new head followed by the bytes [sourceBegin, sourceEnd) of the source.
 *
 * @param asked what the request named
 * @param snap where the cut begins
 * @param tracks that are kept, in file order
 * @param dropped tracks that are not, each with its reason
 * @param movieTimescale of the cut; finer than the source's where that could not tell an edit's start
 * @param sourceBegin first byte of the source after the head
 * @param sourceEnd one past the last
 */
public record CutPlan(SeekRequest.Seek asked, Snap snap, List<TrackCut> tracks, List<Dropped> dropped, long movieTimescale,
        long sourceBegin, long sourceEnd) {
    /** A movie timescale coarser than this cannot say how long a cut is. */
    private static final long COARSE = 100;

    /**
     * @param track left out
     * @param reason as {@code shows nothing in the cut}
     */
    public record Dropped(TrackIndex track, String reason) {}

    /**
     * @param sourceSize length of the file in bytes, where it is known
     * @throws CutException when the cut is declined
     */
    public static CutPlan of(MovieIndex index, SeekRequest.Seek seek, OptionalLong sourceSize) throws CutException {
        try {
            return decide(index, seek, sourceSize.orElse(Long.MAX_VALUE));
        } catch (ArithmeticException e) {
            throw index.head().moov().malformed("a time leaves 63 bits: " + e.getMessage());
        }
    }

    private static CutPlan decide(MovieIndex index, SeekRequest.Seek seek, long sourceSize) throws CutException {
        Snap snap = Snap.of(index.reference(), seek);
        Optional<Time> until = seek.end().filter(snap.start()::isBefore);
        List<TrackCut> kept = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        for (TrackIndex track : index.tracks()) {
            if (track.samples() == 0) {
                dropped.add(new Dropped(track, "no samples"));
            } else if (track.handler().is("tmcd") || track.handler().is("hint")) {
                dropped.add(new Dropped(track, track.handler() + " track: its samples name places in the whole file"));
            } else {
                TrackCut cut = TrackCut.of(track, snap.start(), until);
                if (cut == null) {
                    dropped.add(new Dropped(track, "shows nothing in the cut"));
                } else {
                    kept.add(cut);
                }
            }
        }
        long begin = Long.MAX_VALUE;
        long end = 0;
        for (TrackCut cut : kept) {
            if (cut.extent().end() > sourceSize) {
                throw new DeclinedCut("samples of track " + cut.track().id() + " end at byte " + cut.extent().end()
                        + ", the file at " + sourceSize);
            }
            begin = Math.min(begin, cut.extent().begin());
            end = Math.max(end, cut.extent().end());
        }
        return new CutPlan(seek, snap, List.copyOf(kept), List.copyOf(dropped), timescale(index, kept), begin, end);
    }

    /** The movie timescale, or a multiple as fine as the finest track's where the movie's would round an edit's start. */
    private static long timescale(MovieIndex index, List<TrackCut> kept) {
        long scale = index.mvhd().field();
        if (scale >= COARSE && kept.stream().allMatch(cut -> cut.isWhole(scale))) {
            return scale;
        }
        long finest = kept.stream().mapToLong(cut -> cut.track().timescale()).max().orElse(scale);
        long fine = (finest + scale - 1) / scale * scale;
        return fine <= 0xffffffffL ? fine : scale;
    }

    /** The cut of a track of the movie, or null when it is dropped. */
    public TrackCut cutOf(TrackIndex track) {
        return tracks.stream().filter(cut -> cut.track() == track).findFirst().orElse(null);
    }

    /** Bytes of the source that belong to kept samples; the rest of [sourceBegin, sourceEnd) is sent with them. */
    public long usefulBytes() {
        return tracks.stream().mapToLong(TrackCut::bytes).sum();
    }

    /** Duration of the cut in movie ticks: that of its longest track. */
    public long duration() {
        return tracks.stream().mapToLong(cut -> cut.total(movieTimescale)).max().orElse(0);
    }

    /** The plan as people read it. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append(String.format("asked %s s%s, begins at %s s (sample %d), lasts %s s%n", asked.start(),
                asked.end().map(time -> " to " + time + " s").orElse(""), snap.start(), snap.sample(),
                Time.of(duration(), movieTimescale)));
        text.append(String.format("source bytes [%d, %d): %d sent, %d useful%n", sourceBegin, sourceEnd,
                sourceEnd - sourceBegin, usefulBytes()));
        for (TrackCut cut : tracks) {
            text.append(cut).append(System.lineSeparator());
            cut.track().notes().forEach(note -> text.append("  ").append(note).append(System.lineSeparator()));
        }
        for (Dropped drop : dropped) {
            text.append(String.format("track %d %s dropped: %s%n", drop.track().id(), drop.track().handler(), drop.reason()));
        }
        return text.toString();
    }
}
