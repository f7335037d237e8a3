package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.TrackIndex;
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

    /** @param edits of each track, media times as in the source */
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
        long begin = withMoov ? 0 : from;
        long end = hasEnd ? to : Long.MAX_VALUE;
        return new FragmentRun(withMoov, all.stream().filter(f -> f.position() >= begin && f.position() <= end).toList());
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

    /** Where the first one stands in the file. */
    long begin() {
        return fragments.isEmpty() ? Long.MAX_VALUE : fragments.get(0).position();
    }
}
