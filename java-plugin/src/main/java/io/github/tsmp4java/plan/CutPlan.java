package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Coverage;
import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timecode;
import io.github.tsmp4java.index.TrackIndex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A cut, decided: the cut file is a new head, then bytes of the source.
 *
 * @param asked what the request named
 * @param snap where the cut begins
 * @param until where it ends in movie time; empty = with the movie
 * @param tracks that are kept, in file order
 * @param dropped tracks that are not, each with its reason
 * @param movieTimescale of the cut; finer than the source's where that could not tell an edit's start
 * @param media the bytes of the source that go into the mdat which the head opens, ascending; none when it opens none
 * @param fragments whole fragments that follow, with all between them
 * @param cutFields the fields of those fragments of which not all samples are kept, by the fragment's place in the file
 * @param trims the attempts to take samples out of them
 */
public record CutPlan(SeekRequest.Seek asked, Snap snap, Optional<Time> until, List<TrackCut> tracks, List<Dropped> dropped,
        long movieTimescale, List<Extent> media, List<Fragment> fragments, Map<Long, List<Field>> cutFields, List<Trim> trims) {
    /** A movie timescale coarser than this cannot say how long a cut is. */
    public static final long COARSE = 100;
    /** One that is made finer is at least so fine, however coarse its tracks are. */
    private static final long FINE = 1000;

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
            return decide(index, seek, seek.end(), sourceSize.orElse(Long.MAX_VALUE));
        } catch (ArithmeticException e) {
            throw index.head().moov().malformed("a time leaves 63 bits: " + e.getMessage());
        }
    }

    /** Whether the index has every fragment that the cut is made of, and that it is planned by. */
    public static boolean isWithin(MovieIndex index, SeekRequest.Seek seek) {
        try {
            return !index.isPartial() || FragmentRun.isWithin(index, seek, Snap.of(index, seek));
        } catch (CutException | ArithmeticException e) {
            return false;
        }
    }

    private static CutPlan decide(MovieIndex index, SeekRequest.Seek seek, Optional<Time> end, long sourceSize)
            throws CutException {
        Snap snap = Snap.of(index, seek);
        Optional<Time> until = end.filter(snap.start()::isBefore);
        List<TrackCut> kept = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        for (TrackIndex track : index.tracks()) {
            Optional<String> never = whyNever(track);
            if (never.isPresent()) {
                dropped.add(new Dropped(track, never.get()));
            } else {
                TrackCut cut = index.isFragmented() ? ofFragments(index, track, snap, until)
                        : TrackCut.of(track, snap.start(), until, chapter(index, track, snap));
                if (cut == null) {
                    dropped.add(new Dropped(track, "shows nothing in the cut"));
                } else {
                    kept.add(cut);
                }
            }
        }
        boolean nothing = kept.stream().allMatch(cut -> cut.track().timecode() != null);
        if (nothing && until.isPresent()) {
            // Nothing is shown before the end that was asked for: like one at or before the start, it is ignored.
            return decide(index, seek, Optional.empty(), sourceSize);
        }
        if (nothing) {
            throw new DeclinedCut("nothing is shown from " + snap.start() + " s on");
        }
        List<Fragment> fragments = List.of();
        Map<Long, List<Field>> cutFields = Map.of();
        List<Trim> trims = List.of();
        if (index.isFragmented()) {
            FragmentRun run = FragmentRun.of(index, kept, until.isPresent());
            fragments = run.fragments();
            cutFields = run.cutFields();
            trims = run.trims();
            for (TrackCut cut : kept) {
                if (run.cuts().stream().noneMatch(same -> same.track() == cut.track())) {
                    dropped.add(new Dropped(cut.track(), cut.track().timecode() == null ? "no samples in the fragments of the cut"
                            : "it has no trex, or its samples cannot be taken out of their fragments"));
                }
            }
            kept = run.cuts();
        }
        List<Extent> media = media(kept, sourceSize);
        long fragmentsEnd = fragments.isEmpty() ? 0 : fragments.get(fragments.size() - 1).end();
        if (fragmentsEnd > sourceSize) {
            throw new DeclinedCut("fragments end at byte " + fragmentsEnd + ", the file at " + sourceSize);
        }
        requireMedia(fragments, fragmentsEnd);
        if (!fragments.isEmpty() && end(media) > fragments.get(0).begin()) {
            throw new DeclinedCut("media of the moov among the fragments, up to byte " + end(media));
        }
        CutPlan plan = new CutPlan(seek, snap, until, List.copyOf(kept), List.copyOf(dropped), timescale(index, kept), media, fragments,
                cutFields, trims);
        // One that leaves 63 bits is told here.
        plan.timecodes().forEach(TrackCut::counters);
        return plan;
    }

    /** A time code lasts as long as what it counts. */
    private static TrackCut ofFragments(MovieIndex index, TrackIndex track, Snap snap, Optional<Time> until) {
        return track.timecode() == null ? TrackCut.ofFragments(track, snap.start(), until)
                : TrackCut.ofTimecode(track, snap.start(), until.orElse(index.reference().timeline().end()));
    }

    /** A chapter is shown for a frame of the reference track at least; empty where the samples of a track are no chapters. */
    private static Optional<Time> chapter(MovieIndex index, TrackIndex track, Snap snap) {
        boolean chapters = index.chosen().chapters().contains(track.id()) && track != index.reference();
        return chapters ? Optional.of(index.reference().frame(snap.tick())) : Optional.empty();
    }

    /** Why no cut has the track, whatever is asked. */
    public static Optional<String> whyNever(TrackIndex track) {
        if (track.samples() == 0 && track.parts().isEmpty()) {
            return Optional.of("no samples");
        }
        if (track.handler().is("hint")) {
            return Optional.of("hint track: its samples name places in the whole file");
        }
        return track.handler().is("tmcd") && track.timecode() == null
                ? Optional.of("tmcd track: its counters cannot be read before the cut, or are more than "
                        + Timecode.MOST + ", or more than one in fragments") : Optional.empty();
    }

    /** Fragments are kept as they stand: the media of each must be where it says, and come along. */
    private static void requireMedia(List<Fragment> fragments, long end) throws DeclinedCut {
        for (Fragment fragment : fragments) {
            if (!fragment.holdsItsMedia(end)) {
                throw new DeclinedCut("media of the moof at byte " + fragment.position() + " at bytes ["
                        + fragment.mediaBegin() + ", " + fragment.mediaEnd() + "), outside the fragments");
            }
        }
    }

    private static List<Extent> media(List<TrackCut> kept, long sourceSize) throws DeclinedCut {
        Coverage coverage = new Coverage();
        for (TrackCut cut : kept) {
            if (cut.samples() != null && cut.track().timecode() == null) {
                cut.samples().cover(cut.track(), coverage);
            }
        }
        List<Extent> media = coverage.extents();
        if (end(media) > sourceSize) {
            throw new DeclinedCut("samples end at byte " + end(media) + ", the file at " + sourceSize);
        }
        return media;
    }

    private static long end(List<Extent> ascending) {
        return ascending.isEmpty() ? 0 : ascending.get(ascending.size() - 1).end();
    }

    /** The movie timescale, or a multiple as fine as the finest track's where the movie's would round an edit's start. */
    private static long timescale(MovieIndex index, List<TrackCut> kept) {
        long scale = index.mvhd().field();
        if (scale >= COARSE && kept.stream().allMatch(cut -> cut.isWhole(scale))) {
            return scale;
        }
        long finest = kept.stream().mapToLong(cut -> cut.track().timescale()).reduce(FINE, Math::max);
        long fine = (finest + scale - 1) / scale * scale;
        return fine <= 0xffffffffL ? fine : scale;
    }

    /** The cut of a track of the movie, or null when it is dropped. */
    public TrackCut cutOf(TrackIndex track) {
        return tracks.stream().filter(cut -> cut.track() == track).findFirst().orElse(null);
    }

    /** Whether a reference to a track by its id stays. An id that names no track of the source is not ours to judge. */
    public boolean keepsReferenceTo(long id) {
        return dropped.stream().noneMatch(drop -> drop.track().id() == id);
    }

    /** The bytes of the source that follow the head, ascending. */
    public List<Extent> sources() {
        List<Extent> sources = new ArrayList<>(media);
        if (!fragments.isEmpty()) {
            sources.add(new Extent(fragments.get(0).begin(), fragments.get(fragments.size() - 1).end()));
        }
        return sources;
    }

    /** What a kept fragment says in the cut that it does not say in the source. */
    public List<Field> fieldsOf(Fragment fragment) {
        return cutFields.getOrDefault(fragment.position(), fragment.fields());
    }

    /** First byte of the source that is sent. */
    public long sourceBegin() {
        return sources().get(0).begin();
    }

    /** One past the last byte of the source that is sent. */
    public long sourceEnd() {
        return end(sources());
    }

    /** Bytes of the source that are sent. */
    public long sentBytes() {
        return sources().stream().mapToLong(Extent::length).sum();
    }

    /** Those of them that belong to kept samples, where the moov tells. */
    public long usefulBytes() {
        return fragments.isEmpty()
                ? tracks.stream().filter(cut -> cut.samples() != null && cut.track().timecode() == null)
                        .mapToLong(cut -> cut.samples().bytes()).sum()
                : sentBytes();
    }

    /** Whether most of what is sent is of no use: the kept samples lie scattered over the file. */
    public boolean isScattered() {
        return usefulBytes() < sentBytes() - usefulBytes();
    }

    /** How much of what is sent is of use. */
    public String share() {
        return sentBytes() + " bytes sent, " + usefulBytes() + " useful (" + BigInteger.valueOf(usefulBytes())
                .multiply(BigInteger.valueOf(100)).divide(BigInteger.valueOf(Math.max(1, sentBytes()))) + " %)";
    }

    /** Duration of the cut in movie ticks: that of its longest track. */
    public long duration() {
        return tracks.stream().mapToLong(cut -> cut.total(movieTimescale)).max().orElse(0);
    }

    /** The tracks of time codes, whose bytes are not those of the source: they come before its ranges. */
    public List<TrackCut> timecodes() {
        return tracks.stream().filter(cut -> cut.track().timecode() != null).toList();
    }

    /** What tells this cut from others of the same file, for its entity tag. */
    public String id() {
        // Where the file streams past there is none of a time code.
        return snap.start().fraction() + until.map(end -> "-" + end.fraction()).orElse("") + (timecodes().isEmpty() ? "" : "t");
    }
}
