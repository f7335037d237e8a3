package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fragments that a cut of a fragmented movie keeps, whole ones in a row, and whether the samples that the moov itself
 * describes are kept with them: all or none.
 *
 * @param withMoov whether the samples of the moov are kept
 * @param fragments kept, in file order
 */
record FragmentRun(boolean withMoov, List<Fragment> fragments) {

    /** @param cuts of each track, media times as in the source */
    static FragmentRun of(List<Fragment> all, List<TrackCut> cuts, boolean hasEnd) {
        long from = Long.MAX_VALUE;
        long to = 0;
        boolean withMoov = false;
        for (TrackCut cut : cuts) {
            for (CutEdit edit : cut.edits()) {
                if (!edit.isEmpty()) {
                    Optional<Part> first = first(cut.track(), edit.mediaTime());
                    withMoov |= first.isEmpty() && cut.track().samples() > 0;
                    from = Math.min(from, first.or(() -> cut.track().parts().stream().findFirst()).map(Part::position)
                            .orElse(from));
                    to = Math.max(to, last(cut.track(), edit.mediaEnd()));
                }
            }
        }
        if (from != Long.MAX_VALUE) {
            to = Math.max(to, from);
        }
        // A view: a cut takes no more memory for many fragments than for one.
        int begin = withMoov ? 0 : countBefore(all, from);
        int end = hasEnd ? Math.max(begin, countBefore(all, to + 1)) : all.size();
        return new FragmentRun(withMoov, all.subList(begin, end));
    }

    private static int countBefore(List<Fragment> all, long position) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).position() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The part that a decoder must start from to show {@code tick}; empty when that is before all of them. */
    private static Optional<Part> first(TrackIndex track, long tick) {
        Part found = null;
        long key = -1;
        for (Part part : track.parts()) {
            long ahead = part.syncs().isEmpty() ? 0 : part.syncs().get(0).duration() * track.preRoll().samples();
            long sync = part.syncAtOrBefore(tick - ahead - track.preRoll().ticks());
            if (sync > key) {
                key = sync;
                found = part;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Where the last fragment stands that something shown before {@code tick} is in. */
    private static long last(TrackIndex track, long tick) {
        return track.parts().stream().filter(part -> part.begin() < tick).mapToLong(Part::position).max().orElse(0);
    }

    /**
     * The cuts of the tracks with what is kept. The earliest tick that one of them decodes or shows becomes 0, and all
     * move by this same time: also a player that knows no edit list keeps them together.
     */
    List<TrackCut> place(List<TrackCut> cuts) throws DeclinedCut {
        if (withMoov) {
            return cuts.stream().map(TrackCut::withMoovSamples).toList();
        }
        List<List<Part>> parts = cuts.stream().map(cut -> kept(cut.track())).toList();
        Time origin = null;
        for (int i = 0; i < parts.size(); i++) {
            if (!goesOn(parts.get(i))) {
                long earliest = parts.get(i).stream().mapToLong(Part::decodeTime).reduce(cuts.get(i).earliest(), Math::min);
                Time time = Time.of(earliest, cuts.get(i).track().timescale());
                origin = origin == null ? time : origin.min(time);
            }
        }
        List<TrackCut> placed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            TrackCut cut = cuts.get(i);
            placed.add(goesOn(parts.get(i)) ? fromZero(cut, parts.get(i))
                    : cut.earlier(origin.floor(cut.track().timescale())));
        }
        return placed;
    }

    private List<Part> kept(TrackIndex track) {
        return fragments.isEmpty() ? List.of() : track.parts().stream()
                .filter(part -> part.position() >= begin() && part.position() <= fragments.get(fragments.size() - 1).position())
                .toList();
    }

    /** Whether the first fragment does not say when it is decoded: that is then where decoding begins, at 0. */
    private static boolean goesOn(List<Part> parts) {
        return !parts.isEmpty() && !parts.get(0).timed();
    }

    private static TrackCut fromZero(TrackCut cut, List<Part> parts) throws DeclinedCut {
        long first = parts.get(0).decodeTime();
        if (cut.earliest() < first || parts.stream().anyMatch(part -> part.timed() && part.decodeTime() < first)) {
            throw new DeclinedCut("times before decoding begins, in fragments that do not say when (track "
                    + cut.track().id() + ")");
        }
        return cut.earlier(first);
    }

    /** Where the first one stands in the file. */
    private long begin() {
        return fragments.get(0).position();
    }
}
