package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.TrackFragment.Defaults;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cut keeps of one track in its fragments: the samples from the one that a decoder must start from to the last one
 * shown. The others of a kept fragment are taken out where its boxes can say so, and are hidden by the edit list where not.
 */
final class PartRun {
    /** Of one track no more parts than this are taken out. */
    private static final int MOST_TAKEN_OUT = 64;

    private final TrackIndex track;
    private final List<Part> parts;
    private final List<Fragment> fragments;
    private final List<Defaults> defaults;
    private final Map<Fragment, List<Field>> changes = new IdentityHashMap<>();
    private final List<Trim> trims = new ArrayList<>();
    /** The first kept part and its first kept sample, both from 0. */
    private int first;
    private int firstSample;
    /** The last kept part, and how many of its samples are before the end. */
    private int last;
    private int samplesInLast = Integer.MAX_VALUE;
    private long decodeTime;
    private long decodeEnd;

    /** @param parts of the track in the fragments */
    PartRun(TrackIndex track, List<Part> parts, List<Fragment> fragments, List<Defaults> defaults) {
        this.track = track;
        this.parts = parts;
        this.fragments = fragments;
        this.defaults = defaults;
        last = parts.size() - 1;
    }

    /** Takes out all samples, or says that not all can be. */
    boolean takeOutAll() throws MalformedBox {
        if (parts.size() > MOST_TAKEN_OUT) {
            far(parts.get(0));
            return false;
        }
        boolean out = true;
        for (int i = 0; i < parts.size(); i++) {
            out &= change(i, 0, 0, 0);
        }
        return out;
    }

    /** Takes out what {@code cut} does not need, whose media times are as in the source; there is at least one part. */
    void takeOut(TrackCut cut, boolean hasEnd) throws MalformedBox {
        begin(cut);
        if (hasEnd) {
            end(cut);
        }
        for (int i = 0; i < first; i++) {
            if (!change(i, 0, 0, 0)) {
                first = i;
                firstSample = 0;
            }
        }
        for (int i = parts.size() - 1; i > last; i--) {
            if (!change(i, 0, 0, 0)) {
                last = i;
                samplesInLast = Integer.MAX_VALUE;
            }
        }
        decodeEnd = parts.subList(first, last + 1).stream().mapToLong(Part::decodeEnd).max().orElseThrow();
        cutLast();
        cutFirst();
    }

    private void cutFirst() throws MalformedBox {
        TrafCut traf = traf(first);
        int samples = first == last ? Math.min(samplesInLast, traf.samples()) : traf.samples();
        long later = Math.addExact(parts.get(first).decodeTime(), traf.ticks(firstSample));
        long begin = parts.get(first).decodeTime();
        boolean ahead = firstSample > 0;
        boolean behind = samples < traf.samples();
        if (ahead && behind && !change(first, firstSample, samples, later)) {
            ahead = change(first, firstSample, traf.samples(), later);
            behind = !ahead && change(first, 0, samples, begin);
        } else if (ahead != behind && !change(first, firstSample, samples, later)) {
            ahead = false;
            behind = false;
        }
        decodeTime = ahead ? later : begin;
        if (behind) {
            decodeEnd = Math.addExact(begin, traf.ticks(samples));
        }
    }

    private void cutLast() throws MalformedBox {
        TrafCut traf = traf(last);
        long begin = parts.get(last).decodeTime();
        if (last > first && samplesInLast < traf.samples() && change(last, 0, samplesInLast, begin)) {
            decodeEnd = Math.addExact(begin, traf.ticks(samplesInLast));
        }
    }

    private void begin(TrackCut cut) {
        first = parts.size();
        for (CutEdit edit : cut.edits()) {
            if (!edit.isEmpty()) {
                Optional<Part> part = track.partDecodedFrom(edit.mediaTime());
                int found = Math.max(0, part.map(parts::indexOf).orElse(0));
                int sample = part.isEmpty() ? 0 : part.get().sampleAtOrBefore(track.preRolled(part.get(), edit.mediaTime()));
                if (found < first || found == first && sample < firstSample) {
                    first = found;
                    firstSample = sample;
                }
            }
        }
        if (first > MOST_TAKEN_OUT) {
            far(parts.get(first));
            first = 0;
            firstSample = 0;
        }
    }

    private void end(TrackCut cut) throws MalformedBox {
        long tick = cut.edits().stream().mapToLong(CutEdit::mediaEnd).max().orElseThrow();
        int found = parts.size() - 1;
        int samples = samplesBefore(found, tick);
        while (found > first && samples == 0) {
            found--;
            samples = samplesBefore(found, tick);
        }
        if (parts.size() - found <= MOST_TAKEN_OUT) {
            last = found;
            samplesInLast = Math.max(samples, found == first ? firstSample + 1 : 1);
        } else {
            far(parts.get(found));
        }
    }

    /** Notes that too many parts, before this one or from it on, are not needed: they all stay. */
    private void far(Part part) {
        trims.add(new Trim(track, part.position(), 0, 0, 0, "more than " + MOST_TAKEN_OUT + " of its fragments are not needed"));
    }

    private int samplesBefore(int number, long tick) throws MalformedBox {
        Part part = parts.get(number);
        return part.begin() < tick ? traf(number).samplesBefore(tick, part.decodeTime()) : 0;
    }

    private TrafCut traf(int number) throws MalformedBox {
        Part part = parts.get(number);
        return TrafCut.of(fragment(part).moof(), part.traf(), defaults);
    }

    private Fragment fragment(Part part) {
        return fragments.get(Fragment.countBefore(fragments, part.position() + 1) - 1);
    }

    /** Leaves the part with the samples from {@code from} to the one before {@code to}. @return whether that can be done */
    private boolean change(int number, int from, int to, long time) throws MalformedBox {
        TrafCut traf = traf(number);
        List<Field> fields = traf.keep(from, to, time);
        trims.add(new Trim(track, parts.get(number).position(), from, Math.min(to, traf.samples()), traf.samples(),
                traf.obstacle()));
        if (fields != null) {
            changes.computeIfAbsent(fragment(parts.get(number)), any -> new ArrayList<>()).addAll(fields);
        }
        return fields != null;
    }

    /** Whether the first part kept does not say when it is decoded: that is then where decoding begins, at 0. */
    boolean goesOn() {
        return !parts.get(first).timed();
    }

    /** When the first kept sample is decoded. */
    long decodeTime() {
        return decodeTime;
    }

    /** The same, or an earlier time that a later fragment goes back to. */
    long earliest() {
        return parts.subList(first + 1, last + 1).stream().filter(Part::timed).mapToLong(Part::decodeTime)
                .reduce(decodeTime, Math::min);
    }

    /** When the last kept sample is over. */
    long decodeEnd() {
        return decodeEnd;
    }

    /** What was tried, in turn: of one part the last counts. */
    List<Trim> trims() {
        return trims;
    }

    /** Fields of fragments, in place of those that they have or beside them. */
    Map<Fragment, List<Field>> changes() {
        return changes;
    }
}
