package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Ctts;
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
        DurationHeader mdhd = DurationHeader.read(mdia.required(inMdia, "mdhd")).timed(repairs);
        long timescale = mdhd.field();
        Box minf = mdia.required(inMdia, "minf");
        List<Box> inMinf = minf.children().boxes();
        FourCc handler = handler(Box.only(inMdia, "hdlr"), inMinf);
        requireSelfContained(inMinf);
        Box stbl = minf.required(inMinf, "stbl");
        SampleTables found = new SampleTables(stbl, repairs);
        List<Box> tables = found.all();
        Box stsd = Box.only(tables, "stsd");
        SampleDescriptions described = stsd == null ? SampleDescriptions.NONE : SampleDescriptions.read(stsd);

        Box stszBox = found.required("stsz", "stz2");
        Box stscBox = found.required("stsc");
        Box offsetsBox = found.required("stco", "co64");
        Box sttsBox = found.required("stts");
        try {
            Stts stts = Stts.read(sttsBox, repairs);
            Stsz stsz = Stsz.read(stszBox, repairs);
            Box cttsBox = found.find("ctts");
            Ctts ctts = cttsBox == null ? new Ctts(sttsBox.body().slice(0, 0), 0) : Ctts.read(cttsBox, repairs);
            SampleSizes sizes = handler.is("soun") ? new SoundSizes(described.entries(), stts, repairs).of(stsz) : new SampleSizes(stsz);
            Chunks chunks = new Chunks(stscBox, offsetsBox, sizes, repairs);
            long known = Math.min(sizes.stsz().count(), chunks.samples());
            SampleTimes times = SampleTimes.of(stts, ctts, known, sttsBox);
            sizes.requireWhole(chunks.stsc(), stscBox);
            counts(times, sizes, chunks);
            long there = chunks.settle(times.count(), head.fileEnd(), offsetsBox);
            if (there < times.count()) {
                repairs.add("truncated: " + there + " of " + times.count() + " samples are in the file, which ends at byte "
                        + head.fileEnd());
                times = SampleTimes.of(stts, ctts, there, sttsBox);
                chunks.settle(there, Long.MAX_VALUE, offsetsBox);
            }
            List<Part> parts = parts(tkhd.field(), times.dts(times.count()));
            Timeline timeline = timeline(inTrak, times, parts, timescale);
            Box tref = Box.only(inTrak, "tref");
            return new TrackIndex(number, tkhd, (tkhdBox.flags() & ENABLED) != 0, handler, described.formats(), mdhd, times, sizes,
                    chunks, sync(found.find("stss"), handler, described, times.count()), parts, timeline,
                    handler.is("soun") ? PreRoll.of(described.codings(), tables, timescale, repairs) : PreRoll.NONE,
                    SampleGroups.all(tables, repairs), SubSamples.all(tables),
                    AuxiliaryInfo.of(inTrak, stbl, tables, chunks, times.count(), repairs),
                    timecode(handler, described, times),
                    tref == null ? new TrackReferences(List.of()) : TrackReferences.read(tref), List.copyOf(repairs));
        } catch (ArithmeticException e) {
            throw stbl.malformed("its numbers leave 63 bits: " + e.getMessage());
        }
    }

    private Timecode timecode(FourCc handler, SampleDescriptions described, SampleTimes times) {
        List<Integer> counters = head.timecodes().getOrDefault(trak.position(), List.of());
        long count = head.fragments().isEmpty() ? times.count() : 1;
        return !handler.is("tmcd") || counters.size() < count ? null
                : Timecode.of(described.entries(), counters.subList(0, Math.toIntExact(count)));
    }

    /** The sync samples; null = every sample is one. */
    private Stss sync(Box stss, FourCc handler, SampleDescriptions described, long samples) throws CutException {
        Stss sync = stss == null ? null : Stss.read(stss, samples, repairs);
        boolean first = sync != null && (sync.count() == 0 || sync.count() == 1 && sync.sample(0) == 0);
        if (first && samples > 1 && handler.is("soun") && described.isAllSync()) {
            repairs.add("stss names " + (sync.count() == 0 ? "no sample" : "the first sample alone")
                    + " of a sound of which each can be decoded on its own");
            return null;
        }
        return sync;
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
        Elst edits = elst == null ? null : Elst.read(elst, repairs);
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

    private void requireSelfContained(List<Box> inMinf) throws CutException {
        Box dinf = Box.only(inMinf, "dinf");
        Box dref = dinf == null ? null : Box.only(dinf.children().boxes(), "dref");
        if (dref != null) {
            DataReferences.requireSelfContained(dref, repairs);
        }
    }
}
