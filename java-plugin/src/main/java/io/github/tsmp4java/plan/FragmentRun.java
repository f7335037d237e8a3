package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.TrackFragment.Defaults;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fragments that a cut of a fragmented movie keeps, whole ones in a row, and whether the samples that the moov itself
 * describes are kept with them: all or none.
 *
 * @param fragments kept, in file order
 * @param cuts of each track that has samples among them, media times as in the cut
 * @param cutFields the fields of those fragments of which not all samples are kept, by the fragment's place in the file
 * @param trims the attempts to take samples out of them
 */
record FragmentRun(List<Fragment> fragments, List<TrackCut> cuts, Map<Long, List<Field>> cutFields, List<Trim> trims) {

    /** @param cuts of each track, media times as in the source */
    static FragmentRun of(MovieIndex index, List<TrackCut> cuts, boolean hasEnd) throws CutException {
        List<Fragment> all = index.head().fragments();
        List<TrackCut> played = cuts.stream().filter(cut -> cut.track().timecode() == null).toList();
        long from = Long.MAX_VALUE;
        long to = 0;
        boolean withMoov = false;
        for (TrackCut cut : played) {
            for (CutEdit edit : cut.edits()) {
                if (!edit.isEmpty()) {
                    Optional<Part> first = cut.track().partDecodedFrom(edit.mediaTime());
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
        int begin = withMoov ? 0 : Fragment.countBefore(all, from);
        int end = hasEnd ? Math.max(begin, Fragment.countBefore(all, to + 1)) : all.size();
        List<Fragment> kept = all.subList(begin, end);
        Box moov = index.head().moov();
        List<Defaults> defaults = Defaults.all(moov.required(moov.children().boxes(), "mvex"), MovieIndex.MAX_TRACKS);
        long lastKept = kept.isEmpty() ? -1 : kept.get(kept.size() - 1).position();
        List<PartRun> runs = new ArrayList<>();
        List<TrackCut> placed = new ArrayList<>();
        for (TrackCut cut : cuts) {
            List<Part> parts = within(cut.track(), kept);
            PartRun run = new PartRun(cut.track(), parts, kept, defaults);
            if (cut.track().timecode() != null) {
                // The cut has a new sample instead, in a fragment; players read no fragments of a track without a trex.
                long id = cut.track().id();
                if (defaults.stream().anyMatch(trex -> trex.trackId() == id) && run.takeOutAll()) {
                    placed.add(cut);
                }
                runs.add(run);
            } else if (withMoov) {
                TrackCut whole = cut.withMoovSamples(lastKept);
                if (whole.samples() != null || !parts.isEmpty()) {
                    placed.add(whole);
                }
            } else if (!parts.isEmpty()) {
                run.takeOut(cut, hasEnd);
                runs.add(run);
                placed.add(placed(cut, run));
            }
        }
        return new FragmentRun(kept, placed, fields(runs), runs.stream().flatMap(run -> run.trims().stream()).toList());
    }

    /**
     * Whether fragments before those of the index would change nothing: every track has samples among these, and what a
     * decoder must start from is there.
     */
    static boolean isWithin(MovieIndex index, SeekRequest.Seek seek, Snap snap) {
        if (seek.start().isBefore(snap.start())) {
            return false;
        }
        for (TrackIndex track : index.tracks()) {
            if (track.parts().isEmpty()) {
                return false;
            }
            for (CutEdit edit : TrackCut.edits(track, snap.start(), Optional.empty())) {
                if (!edit.isEmpty() && track.partDecodedFrom(edit.mediaTime()).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where the last fragment stands that holds something shown before {@code tick}. */
    private static long last(TrackIndex track, long tick) {
        return track.parts().stream().filter(part -> part.begin() < tick).mapToLong(Part::position).max().orElse(0);
    }

    private static List<Part> within(TrackIndex track, List<Fragment> kept) {
        if (kept.isEmpty()) {
            return List.of();
        }
        long begin = kept.get(0).position();
        long end = kept.get(kept.size() - 1).position();
        return track.parts().stream().filter(part -> part.position() >= begin && part.position() <= end).toList();
    }

    /**
     * The first tick that a track decodes becomes 0, as players reckon the duration from there. Where an edit shows an
     * earlier one, since the track begins late or is composed before it is decoded, that does.
     */
    private static TrackCut placed(TrackCut cut, PartRun run) throws DeclinedCut {
        long earliest = Math.min(run.earliest(), cut.earliest());
        if (run.goesOn() && earliest < run.decodeTime()) {
            throw new DeclinedCut("times before decoding begins, in fragments that do not say when (track "
                    + cut.track().id() + ")");
        }
        return cut.earlier(run.goesOn() ? run.decodeTime() : earliest, run.decodeEnd());
    }

    private static Map<Long, List<Field>> fields(List<PartRun> runs) {
        Map<Long, List<Field>> fields = new HashMap<>();
        for (PartRun run : runs) {
            run.changes().forEach((fragment, changes) -> {
                TreeMap<Long, Field> byPlace = new TreeMap<>();
                fields.getOrDefault(fragment.position(), fragment.fields()).forEach(field -> byPlace.put(field.at(), field));
                changes.forEach(field -> byPlace.put(field.at(), field));
                fields.put(fragment.position(), List.copyOf(byPlace.values()));
            });
        }
        return fields;
    }
}
