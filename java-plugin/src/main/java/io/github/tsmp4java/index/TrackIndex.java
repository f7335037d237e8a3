package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DataReferences;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.Elst;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.SampleDescriptions;
import io.github.tsmp4java.box.Stss;
import io.github.tsmp4java.box.Stsz;
import io.github.tsmp4java.box.TrackReferences;
import io.github.tsmp4java.index.Fragment.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A track, checked and ready to be asked.
 *
 * @param number of the trak in the moov, from 1
 * @param tkhd its header: track_ID and duration
 * @param enabled whether it takes part in the presentation by default
 * @param handler as {@code vide}, {@code soun}
 * @param formats of its sample descriptions; empty when it has none, and no player can decode it
 * @param mdhd its media header: timescale and duration
 * @param times of its samples
 * @param sizes of its samples
 * @param chunks that hold them
 * @param sync its sync samples; null = every sample is one
 * @param parts of it that are in fragments, in file order
 * @param timeline how its media plays in the movie
 * @param preRoll what its decoder needs before the first sample heard
 * @param groups its sample groups
 * @param subSamples its sub-sample information
 * @param auxiliary what decrypts its samples, or null
 * @param references to other tracks
 * @param notes what was repaired or is peculiar, for the plan's text
 */
public record TrackIndex(int number, DurationHeader tkhd, boolean enabled, FourCc handler, List<FourCc> formats,
        DurationHeader mdhd, SampleTimes times, SampleSizes sizes, Chunks chunks, Stss sync, List<Part> parts, Timeline timeline,
        PreRoll preRoll, List<SampleGroups> groups,
        List<SubSamples> subSamples, AuxiliaryInfo auxiliary, TrackReferences references, List<String> notes) {
    private static final int ENABLED = 1;
    /** A start may be compared with this many samples of odd composition order, no more. */
    private static final int MAX_STEPS_BACK = 1_000;

    static TrackIndex read(Box trak, int number, long movieTimescale, List<Fragment> fragments) throws CutException {
        List<Box> inTrak = trak.children().boxes();
        Box tkhdBox = trak.required(inTrak, "tkhd");
        DurationHeader tkhd = DurationHeader.read(tkhdBox);
        Box mdia = trak.required(inTrak, "mdia");
        List<Box> inMdia = mdia.children().boxes();
        DurationHeader mdhd = DurationHeader.read(mdia.required(inMdia, "mdhd"));
        long timescale = mdhd.timescale();
        Box minf = mdia.required(inMdia, "minf");
        List<Box> inMinf = minf.children().boxes();
        boolean hasHandler = Box.only(inMdia, "hdlr") != null;
        FourCc handler = handler(Box.only(inMdia, "hdlr"), inMinf);
        requireSelfContained(minf, inMinf);
        Box stbl = minf.required(inMinf, "stbl");
        List<Box> tables = stbl.children().boxes();
        Box stsd = Box.only(tables, "stsd");
        SampleDescriptions described = stsd == null ? new SampleDescriptions(List.of(), List.of())
                : SampleDescriptions.read(stsd);

        Box stszBox = oneOf(stbl, tables, "stsz", "stz2");
        Box stscBox = stbl.required(tables, "stsc");
        Box offsetsBox = oneOf(stbl, tables, "stco", "co64");
        try {
            SampleSizes sizes = new SampleSizes(Stsz.read(stszBox));
            Chunks chunks = new Chunks(stscBox, offsetsBox, sizes);
            long known = Math.min(sizes.stsz().count(), chunks.samples());
            SampleTimes times = SampleTimes.read(stbl.required(tables, "stts"), Box.only(tables, "ctts"), known);
            chunks.settle(times.count(), offsetsBox);
            List<String> notes = new ArrayList<>();
            if (sizes.stsz().count() != times.count() || chunks.samples() != times.count()
                    || times.durations().total() != times.count()) {
                notes.add("sample counts differ: stts " + times.durations().total() + ", stsz " + sizes.stsz().count()
                        + ", stsc " + chunks.samples() + "; the smallest counts");
            }
            if (times.offsets().total() > 0 && times.offsets().total() < times.count()) {
                notes.add("ctts ends after " + times.offsets().total() + " of " + times.count() + " samples; from there on 0 counts");
            }
            Box stss = Box.only(tables, "stss");
            Box edts = Box.only(inTrak, "edts");
            Box elst = edts == null ? null : Box.only(edts.children().boxes(), "elst");
            List<Part> parts = parts(fragments, tkhd.field(), times.dts(times.count()));
            long mediaEnd = parts.stream().mapToLong(Part::composedEnd).reduce(times.end(), Math::max);
            Elst edits = elst == null || times.count() == 0 && parts.isEmpty() ? null : Elst.read(elst);
            Timeline timeline = times.count() == 0 && parts.isEmpty() ? new Timeline(List.of())
                    : Timeline.of(edits, trak.path() + "/edts/elst", mediaEnd, !parts.isEmpty(), timescale, movieTimescale);
            Time said = edits == null ? Time.ZERO
                    : Time.of(edits.edits().stream().mapToLong(Elst.Edit::segmentDuration).reduce(0, Math::addExact), movieTimescale);
            if (parts.isEmpty() && !timeline.isEmpty() && timeline.end().plus(Time.of(1, movieTimescale)).isBefore(said)) {
                notes.add("the edit list lasts " + said + " s, what it shows is over after " + timeline.end() + " s");
            }
            Box tref = Box.only(inTrak, "tref");
            if (!hasHandler) {
                notes.add("no hdlr; the media header says that it is " + handler);
            }
            return new TrackIndex(number, tkhd, (tkhdBox.flags() & ENABLED) != 0, handler, described.formats(), mdhd, times, sizes,
                    chunks, stss == null ? null : Stss.read(stss), parts, timeline,
                    handler.is("soun") ? PreRoll.of(described.codings(), tables, timescale) : PreRoll.NONE,
                    SampleGroups.all(tables), SubSamples.all(tables),
                    AuxiliaryInfo.of(inTrak, stbl, tables, chunks, times.count()), tref == null ? new TrackReferences(List.of()) : TrackReferences.read(tref), List.copyOf(notes));
        } catch (ArithmeticException e) {
            throw stbl.malformed("its numbers leave 63 bits: " + e.getMessage());
        }
    }

    /** Where the first fragments do not say when, decoding goes on after the samples of the moov. */
    private static List<Part> parts(List<Fragment> fragments, long trackId, long moovEnd) {
        List<Part> parts = new ArrayList<>();
        boolean timed = false;
        for (Fragment fragment : fragments) {
            for (Part part : fragment.parts()) {
                if (part.trackId() == trackId) {
                    timed |= part.timed();
                    parts.add(timed || moovEnd == 0 ? part : part.later(moovEnd));
                }
            }
        }
        return List.copyOf(parts);
    }

    /** Without a handler box the media header tells what a track is. */
    private static FourCc handler(Box hdlr, List<Box> inMinf) throws CutException {
        if (hdlr != null) {
            return new FourCc(hdlr.body(12).i32(8));
        }
        return FourCc.of(Box.only(inMinf, "vmhd") != null ? "vide" : Box.only(inMinf, "smhd") != null ? "soun" : "    ");
    }

    private static void requireSelfContained(Box minf, List<Box> inMinf) throws CutException {
        Box dinf = Box.only(inMinf, "dinf");
        Box dref = dinf == null ? null : Box.only(dinf.children().boxes(), "dref");
        if (dref != null) {
            DataReferences.requireSelfContained(dref);
        }
    }

    private static Box oneOf(Box stbl, List<Box> tables, String one, String other) throws CutException {
        Box first = Box.only(tables, one);
        Box second = Box.only(tables, other);
        if ((first == null) == (second == null)) {
            throw stbl.malformed(first == null ? "has neither " + one + " nor " + other : "has both " + one + " and " + other);
        }
        return first == null ? second : first;
    }

    public long id() {
        return tkhd.field();
    }

    public long timescale() {
        return mdhd.field();
    }

    public long samples() {
        return times.count();
    }

    /** Whether every sample can be decoded on its own. */
    public boolean allSync() {
        return sync == null;
    }

    /**
     * The last sync sample, in decoding order, that is composed at or before {@code tick}; -1 when there is none.
     *
     * @param tick media ticks
     */
    public long syncAtOrBefore(long tick) throws DeclinedCut {
        long last = times.atDts(tick - times.minOffset());
        long candidate = allSync() ? last : sync.rowAtOrBefore(last);
        for (int steps = 0; candidate >= 0; candidate--) {
            long sample = allSync() ? candidate : sync.sample(Math.toIntExact(candidate));
            if (times.ct(sample) <= tick) {
                return sample;
            }
            tooFar(++steps);
        }
        return -1;
    }

    /** The sample that a decoder must start from to have {@code sample}, in decoding order; 0 where none is named so early. */
    public long syncAtOrBeforeSample(long sample) {
        int row = allSync() ? -1 : sync.rowAtOrBefore(sample);
        return allSync() ? sample : row < 0 ? 0 : sync.sample(row);
    }

    /** The sample that decoding has to begin with for {@code sample} to be right: its key frame's, less the pre-roll. */
    public long decodedFrom(long sample) {
        long bySamples = Math.max(0, sample - preRoll.samples());
        long byTicks = Math.max(0, times.atDts(times.dts(sample) - preRoll.ticks()));
        return syncAtOrBeforeSample(Math.min(bySamples, byTicks));
    }

    /** The part that decoding has to begin in to show {@code tick}; empty when that is before all of them. */
    public Optional<Part> partDecodedFrom(long tick) {
        Part found = null;
        long key = -1;
        for (Part part : parts) {
            long sync = part.syncAtOrBefore(preRolled(part, tick));
            if (sync > key) {
                key = sync;
                found = part;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The tick whose sample, which is in {@code part}, decoding has to begin with to show {@code tick}. */
    public long preRolled(Part part, long tick) {
        long ahead = part.syncs().isEmpty() ? 0 : part.syncs().get(0).duration() * preRoll.samples();
        return tick - ahead - preRoll.ticks();
    }

    /**
     * The last sample, in decoding order, that is composed before {@code tick}; -1 when there is none. With it every
     * sample is kept that one shown before {@code tick} is decoded from.
     */
    public long lastComposedBefore(long tick) throws DeclinedCut {
        long candidate = times.atDts(tick - 1 - times.minOffset());
        for (int steps = 0; candidate >= 0 && times.ct(candidate) >= tick; candidate--) {
            tooFar(++steps);
        }
        return candidate;
    }

    private void tooFar(int steps) throws DeclinedCut {
        if (steps > MAX_STEPS_BACK) {
            throw new DeclinedCut("composition offsets from " + times.minOffset() + " to " + times.maxOffset() + " (track "
                    + id() + ")");
        }
    }

    /** Composition time of the last sync sample composed at or before {@code tick}, in the moov or in a fragment; or -1. */
    public long syncTimeAtOrBefore(long tick) throws DeclinedCut {
        long sample = syncAtOrBefore(tick);
        long found = sample < 0 ? -1 : times.ct(sample);
        for (Part part : parts) {
            found = Math.max(found, part.syncAtOrBefore(tick));
        }
        return found;
    }

    /** Composition time of the first sync sample, in the moov or in a fragment; of the first sample where none is named. */
    public long firstSyncTime() {
        if (samples() > 0 && (allSync() || sync.rowAtOrBefore(samples() - 1) >= 0)) {
            return times.ct(allSync() ? 0 : sync.sample(0));
        }
        return parts.stream().mapToLong(Part::firstSync).filter(time -> time >= 0).findFirst()
                .orElse(samples() > 0 ? times.ct(0) : 0);
    }

    long byteSize() {
        // Parts are those of the fragments, or the same later.
        long ofParts = samples() == 0 ? 8L * parts.size() : parts.stream().mapToLong(Part::byteSize).sum();
        return ofParts + times.byteSize() + sizes.byteSize() + chunks.byteSize()
                + groups.stream().mapToInt(SampleGroups::byteSize).sum()
                + subSamples.stream().mapToInt(SubSamples::byteSize).sum()
                + (auxiliary == null ? 0 : auxiliary.byteSize());
    }
}
