package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expands one trak box. */
final class TrackReader {
    /** Above this the slow judge would not end; no file of the tests has more. */
    private static final long MOST_SAMPLES = 20_000_000;

    private final RawBox trak;
    private final long movieTimescale;
    private final boolean strict;
    private final long fileEnd;

    TrackReader(RawBox trak, long movieTimescale, boolean strict, long fileEnd) {
        this.fileEnd = fileEnd;
        this.trak = trak;
        this.movieTimescale = movieTimescale;
        this.strict = strict;
    }

    Track read() {
        RawBox tkhd = trak.need("tkhd");
        boolean wide = tkhd.version() == 1;
        RawBox mdhd = trak.need("mdia", "mdhd");
        boolean wideMedia = mdhd.version() == 1;
        long timescale = mdhd.u32(wideMedia ? 20 : 12);
        if (timescale == 0) {
            throw new Broken(Kind.HEADER, "mdhd timescale 0");
        }
        RawBox stbl = trak.need("mdia", "minf", "stbl");
        List<Segment> edits = edits(timescale);
        if (edits.isEmpty()) {
            edits = List.of(new Segment(Ratio.ZERO, null, 0, Segment.NORMAL));
        }
        return new Track(trak, tkhd.u32(wide ? 20 : 12), handler(), (tkhd.u8(3) & 1) == 1, timescale,
                Movie.duration(tkhd, wide, wide ? 28 : 20), Movie.duration(mdhd, wideMedia, wideMedia ? 24 : 16),
                edits, format(stbl), samples(stbl));
    }

    /** Without a handler box the media header tells what a track is. */
    private String handler() {
        RawBox hdlr = trak.first("mdia", "hdlr").orElse(null);
        if (hdlr == null) {
            RawBox minf = trak.need("mdia", "minf");
            return minf.first("vmhd").isPresent() ? "vide" : minf.first("smhd").isPresent() ? "soun" : "";
        }
        hdlr.u32(8);
        return RawBox.type(hdlr.body(), 8);
    }

    private static String format(RawBox stbl) {
        RawBox stsd = stbl.first("stsd").orElse(null);
        return stsd == null || stsd.body().length < 16 ? "" : RawBox.type(stsd.body(), 12);
    }

    private List<Segment> edits(long timescale) {
        RawBox elst = trak.first("edts", "elst").orElse(null);
        List<Segment> out = new ArrayList<>();
        if (elst == null) {
            return out;
        }
        boolean wide = elst.version() == 1;
        Ratio start = Ratio.ZERO;
        long count = elst.u32(4);
        for (int i = 0; i < count; i++) {
            int at = 8 + i * (wide ? 20 : 12);
            long duration = wide ? elst.i64(at) : elst.u32(at);
            long mediaTime = wide ? elst.i64(at + 8) : (int) elst.u32(at + 4);
            long rate = elst.u32(at + (wide ? 16 : 8));
            if (mediaTime < -1 && !strict) {
                return List.of();
            }
            if (mediaTime < -1) {
                throw new Broken(Kind.EDIT_LIST, "media_time " + mediaTime);
            }
            if (rate > Integer.MAX_VALUE) {
                throw new Broken(Kind.UNJUDGED, "an edit that plays backwards");
            }
            boolean open = mediaTime >= 0 && duration == 0 && rate != 0;
            Ratio end = start.plus(Ratio.of(duration, movieTimescale));
            out.add(new Segment(start, open ? null : end, mediaTime, mediaTime < 0 ? Segment.NORMAL : rate));
            start = open ? start.plus(Ratio.of(mediaDuration() - mediaTime, timescale)) : end;
        }
        boolean shows = out.stream().anyMatch(edit -> !edit.empty());
        boolean plays = out.stream().anyMatch(edit -> !edit.empty() && !edit.dwells());
        return strict || plays || !shows ? List.copyOf(out) : List.of();
    }

    private long mediaDuration() {
        RawBox stts = trak.need("mdia", "minf", "stbl", "stts");
        long sum = 0;
        for (int i = 0; i < stts.u32(4); i++) {
            sum += stts.u32(8 + 8 * i) * stts.u32(12 + 8 * i);
        }
        return sum;
    }

    private List<Sample> samples(RawBox stbl) {
        RawBox stts = stbl.need("stts");
        long timed = 0;
        for (int i = 0; i < stts.u32(4); i++) {
            timed += stts.u32(8 + 8 * i);
        }
        SizeTable sizes = SizeTable.of(stbl);
        PlaceTable places = PlaceTable.of(stbl);
        long count = Math.min(timed, Math.min(sizes.count(), places.count()));
        if (strict && (timed != count || sizes.count() != count || places.count() != count)) {
            throw new Broken(Kind.TABLES, "stts has " + timed + " samples, stsz " + sizes.count() + ", stsc and stco "
                    + places.count());
        }
        if (count > MOST_SAMPLES) {
            throw new Broken(Kind.UNJUDGED, count + " samples");
        }
        long[] offsets = runs(stbl, "ctts", count);
        boolean[] sync = sync(stbl, count);
        RawBox sdtp = stbl.first("sdtp").orElse(null);
        boolean listsAll = sdtp != null && sdtp.body().length >= 4 + count;
        Map<String, long[]> groups = new GroupTable(stbl, (int) count, strict).read();
        Map<Integer, Map<String, String>> subSamples = SubSampleTable.of(stbl, count, strict);
        AuxiliaryTable auxiliary = AuxiliaryTable.of(stbl, strict, count, places.chunks());
        List<Sample> out = new ArrayList<>((int) count);
        places.rewind();
        long dts = 0;
        int entry = 0;
        long left = timed == 0 ? 0 : stts.u32(8);
        for (int i = 0; i < count; i++) {
            while (left == 0) {
                entry++;
                left = stts.u32(8 + 8 * entry);
            }
            left--;
            long duration = stts.u32(12 + 8 * entry);
            Map<String, Long> mine = new HashMap<>();
            for (Map.Entry<String, long[]> group : groups.entrySet()) {
                mine.put(group.getKey(), group.getValue()[i]);
            }
            long size = sizes.of(i);
            long place = places.next(size);
            int depends = strict && sdtp != null || listsAll ? sdtp.u8(4 + i) : -1;
            out.add(new Sample(dts, duration, offsets[i], size, place, sync[i], places.description(), depends, mine,
                    subSamples.getOrDefault(i, Map.of()), auxiliary == null ? null : auxiliary.next(i, places.chunk())));
            dts += duration;
        }
        return strict ? out : out.subList(0, inFile(out));
    }

    /** How many samples are there when the end of the file is missing; all where some behind that point are in the file. */
    private int inFile(List<Sample> all) {
        int there = 0;
        while (there < all.size() && all.get(there).place() + all.get(there).size() <= fileEnd) {
            there++;
        }
        boolean scattered = all.subList(there, all.size()).stream()
                .anyMatch(sample -> sample.size() > 0 && sample.place() + sample.size() <= fileEnd);
        return scattered ? all.size() : there;
    }

    /** Composition offsets; none counts as 0. Version 0 is unsigned by the letter, but files with negative offsets in it are many. */
    private long[] runs(RawBox stbl, String type, long count) {
        long[] out = new long[(int) count];
        RawBox box = stbl.first(type).orElse(null);
        if (box == null) {
            return out;
        }
        int at = 0;
        for (int i = 0; i < box.u32(4); i++) {
            long run = box.u32(8 + 8 * i);
            int value = (int) box.u32(12 + 8 * i);
            for (long k = 0; k < run && at < count; k++) {
                out[at++] = value;
            }
        }
        return out;
    }

    private boolean[] sync(RawBox stbl, long count) {
        boolean[] out = new boolean[(int) count];
        RawBox stss = stbl.first("stss").orElse(null);
        if (stss == null) {
            java.util.Arrays.fill(out, true);
            return out;
        }
        long before = 0;
        for (int i = 0; i < stss.u32(4); i++) {
            long number = stss.u32(8 + 4 * i);
            if (number >= 1 && number <= count) {
                out[(int) number - 1] = true;
            } else if (strict) {
                throw new Broken(Kind.TABLES, "stss names sample " + number + " of " + count);
            }
            if (strict && number <= before) {
                throw new Broken(Kind.TABLES, "stss is not ascending at " + number);
            }
            before = number;
        }
        return out;
    }
}
