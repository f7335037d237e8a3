package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DataReferences;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.Elst;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.SampleDescriptions;
import io.github.tsmp4java.box.Stss;
import io.github.tsmp4java.box.Stsz;
import io.github.tsmp4java.box.Stts;
import io.github.tsmp4java.box.TrackReferences;
import io.github.tsmp4java.index.Fragment.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks one trak. */
final class TrackReader {
    private static final int ENABLED = 1;

    private final Box trak;
    private final long movieTimescale;
    private final MovieHead head;
    private final List<String> repairs = new ArrayList<>();

    private TrackReader(Box trak, long movieTimescale, MovieHead head) {
        this.trak = trak;
        this.movieTimescale = movieTimescale;
        this.head = head;
    }

    /** @param number of the trak in the moov, from 1 */
    static TrackIndex read(Box trak, int number, long movieTimescale, MovieHead head) throws CutException {
        return new TrackReader(trak, movieTimescale, head).track(number);
    }

    private TrackIndex track(int number) throws CutException {
        List<Box> inTrak = trak.children().boxes();
        Box tkhdBox = trak.required(inTrak, "tkhd");
        DurationHeader tkhd = DurationHeader.read(tkhdBox);
        Box mdia = trak.required(inTrak, "mdia");
        List<Box> inMdia = mdia.children().boxes();
        DurationHeader mdhd = DurationHeader.read(mdia.required(inMdia, "mdhd"));
        long timescale = mdhd.timescale();
        Box minf = mdia.required(inMdia, "minf");
        List<Box> inMinf = minf.children().boxes();
        FourCc handler = handler(Box.only(inMdia, "hdlr"), inMinf);
        requireSelfContained(inMinf);
        Box stbl = minf.required(inMinf, "stbl");
        List<Box> tables = stbl.children().boxes();
        Box stsd = Box.only(tables, "stsd");
        SampleDescriptions described = stsd == null ? SampleDescriptions.NONE : SampleDescriptions.read(stsd);

        Box stszBox = oneOf(stbl, tables, "stsz", "stz2");
        Box stscBox = stbl.required(tables, "stsc");
        Box offsetsBox = oneOf(stbl, tables, "stco", "co64");
        try {
            Stts stts = Stts.read(stbl.required(tables, "stts"));
            Stsz stsz = Stsz.read(stszBox);
            SampleSizes sizes = handler.is("soun") ? new SoundSizes(described.entries(), stts, repairs).of(stsz) : new SampleSizes(stsz);
            Chunks chunks = new Chunks(stscBox, offsetsBox, sizes);
            long known = Math.min(sizes.stsz().count(), chunks.samples());
            SampleTimes times = SampleTimes.read(stbl.required(tables, "stts"), Box.only(tables, "ctts"), known);
            sizes.requireWhole(chunks.stsc(), stscBox);
            chunks.settle(times.count(), offsetsBox);
            counts(times, sizes, chunks);
            Box stss = Box.only(tables, "stss");
            List<Part> parts = parts(tkhd.field(), times.dts(times.count()));
            Timeline timeline = timeline(inTrak, times, parts, timescale);
            Box tref = Box.only(inTrak, "tref");
            return new TrackIndex(number, tkhd, (tkhdBox.flags() & ENABLED) != 0, handler, described.formats(), mdhd, times, sizes,
                    chunks, stss == null ? null : Stss.read(stss), parts, timeline,
                    handler.is("soun") ? PreRoll.of(described.codings(), tables, timescale) : PreRoll.NONE,
                    SampleGroups.all(tables), SubSamples.all(tables),
                    AuxiliaryInfo.of(inTrak, stbl, tables, chunks, times.count()),
                    tref == null ? new TrackReferences(List.of()) : TrackReferences.read(tref), List.copyOf(repairs));
        } catch (ArithmeticException e) {
            throw stbl.malformed("its numbers leave 63 bits: " + e.getMessage());
        }
    }

    private void counts(SampleTimes times, SampleSizes sizes, Chunks chunks) {
        if (sizes.stsz().count() != times.count() || chunks.samples() != times.count()
                || times.durations().total() != times.count()) {
            repairs.add("sample counts differ: stts " + times.durations().total() + ", stsz " + sizes.stsz().count()
                    + ", stsc " + chunks.samples() + "; the smallest counts");
        }
        if (times.offsets().total() > 0 && times.offsets().total() < times.count()) {
            repairs.add("ctts ends after " + times.offsets().total() + " of " + times.count() + " samples; from there on 0 counts");
        }
    }

    private Timeline timeline(List<Box> inTrak, SampleTimes times, List<Part> parts, long timescale) throws CutException {
        Box edts = Box.only(inTrak, "edts");
        Box elst = edts == null ? null : Box.only(edts.children().boxes(), "elst");
        if (times.count() == 0 && parts.isEmpty()) {
            return new Timeline(List.of());
        }
        long mediaEnd = parts.stream().mapToLong(Part::composedEnd).reduce(times.end(), Math::max);
        Elst edits = elst == null ? null : Elst.read(elst);
        Timeline timeline = Timeline.of(edits, trak.path() + "/edts/elst", mediaEnd, !parts.isEmpty(), timescale, movieTimescale);
        Time said = edits == null ? Time.ZERO
                : Time.of(edits.edits().stream().mapToLong(Elst.Edit::segmentDuration).reduce(0, Math::addExact), movieTimescale);
        if (parts.isEmpty() && !timeline.isEmpty() && timeline.end().plus(Time.of(1, movieTimescale)).isBefore(said)) {
            repairs.add("the edit list lasts " + said + " s, what it shows is over after " + timeline.end() + " s");
        }
        return timeline;
    }

    /** Where the first fragments do not say when, decoding goes on after the samples of the moov. */
    private List<Part> parts(long trackId, long moovEnd) {
        List<Part> parts = new ArrayList<>();
        boolean timed = false;
        for (Fragment fragment : head.fragments()) {
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
    private FourCc handler(Box hdlr, List<Box> inMinf) throws CutException {
        if (hdlr != null) {
            return new FourCc(hdlr.body(12).i32(8));
        }
        FourCc handler = FourCc.of(Box.only(inMinf, "vmhd") != null ? "vide" : Box.only(inMinf, "smhd") != null ? "soun" : "    ");
        repairs.add("no hdlr; the media header says that it is " + handler);
        return handler;
    }

    private static void requireSelfContained(List<Box> inMinf) throws CutException {
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
}
