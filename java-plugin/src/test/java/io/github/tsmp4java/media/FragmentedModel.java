package io.github.tsmp4java.media;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A fragmented file to be written: the tracks' samples, how many of them the moov describes, and fragments of the others. */
public final class FragmentedModel {
    /** What the places of a track's samples count from. */
    public enum Base { NAMED, MOOF, BEHIND }

    /** How a track writes its fragments. */
    public static final class Writing {
        /** Version of tfdt, -1 for none; -2 for one in every other fragment. */
        public int tfdt = 1;
        public Base base = Base.MOOF;
        /** Whether durations, sizes and flags are written for each sample even where one value would do. */
        public boolean verbose;
        /** Samples of one run, a new one begins after. */
        public int runLength = Integer.MAX_VALUE;
        /** Whether a run that follows another says where its samples are. */
        public boolean placesRuns = true;
        /** Boxes that speak of single samples: sdtp, subs, senc with its saiz and saio, or empty. */
        public String besides = "";
        /** Decode time of the first sample. */
        public long start;
        public int inMoov;
    }

    /** Samples of a track that are in a fragment. */
    public record Part(int track, int from, int to) {
    }

    public final MovieModel movie = new MovieModel();
    public final List<Writing> writings = new ArrayList<>();
    public final List<List<Part>> fragments = new ArrayList<>();
    /** Box types written before each moof: sidx, styp, emsg, free. */
    public final List<String> between = new ArrayList<>();
    /** What says where the fragments can be entered: sidx, mfra, or empty. */
    public String access = "";
    /** Of how many tracks, from the first on. */
    public int accessTracks = Integer.MAX_VALUE;
    public int accessVersion;
    /** What it says wrongly: seconds, and bytes. */
    public long accessLater;
    public long accessFurther;
    /** Bytes of a free box in the moov; 0 = there is none. */
    public int moovPadding;
    public boolean mehd;
    /** The mdat of a fragment stands before its moof. */
    public boolean mediaFirst;
    /** Written into the headers: 0, -1 for unknown, or 1 for what it is. */
    public int durations;

    private static long header(int durations, long real) {
        return durations == 0 ? 0 : durations < 0 ? 0xffffffffL : real;
    }

    public byte[] bytes() {
        Bytes file = new Bytes().box("ftyp", box -> box.text("iso6").u32(512).text("iso6isom"));
        List<List<Long>> places = new ArrayList<>();
        byte[] inMdat = moovMedia(places, 0);
        byte[] moov = moov(places);
        places.clear();
        moovMedia(places, file.size() + moov.length + 8L);
        file.raw(moov(places));
        if (writings.stream().anyMatch(writing -> writing.inMoov > 0)) {
            file.box("mdat", box -> box.raw(inMdat));
        }
        AccessWriter writer = new AccessWriter(
                movie.tracks.subList(0, Math.min(accessTracks, movie.tracks.size())), accessVersion, accessLater, accessFurther);
        List<AccessWriter.Entry> entries = new ArrayList<>();
        long sidxBytes = access.equals("sidx") ? writer.sidxBytes(fragments.size()) : 0;
        byte[] written = fragments(file.size() + sidxBytes, entries);
        if (sidxBytes > 0) {
            file.raw(writer.sidx(entries));
        }
        file.raw(written);
        if (access.equals("mfra")) {
            file.raw(writer.mfra(entries));
        }
        return file.array();
    }

    private byte[] fragments(long from, List<AccessWriter.Entry> entries) {
        Bytes file = new Bytes();
        long[] ends = new long[movie.tracks.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = writings.get(i).start;
            for (SampleModel sample : movie.tracks.get(i).samples.subList(0, writings.get(i).inMoov)) {
                ends[i] += sample.duration();
            }
        }
        int sequence = 1;
        for (List<Part> parts : fragments) {
            long place = from + file.size();
            long[] begins = ends.clone();
            between.forEach(type -> file.box(type, box -> box.zeros(24)));
            long at = from + file.size();
            int number = sequence++;
            byte[] mdat = new Bytes().box("mdat", box -> parts.forEach(part -> samples(part)
                    .forEach(sample -> box.raw(sample.bytes())))).array();
            if (mediaFirst) {
                long media = at + 8L;
                file.raw(mdat);
                between.forEach(type -> file.box(type, box -> box.zeros(40)));
                at = from + file.size();
                file.raw(moof(parts, number, at, media - at, ends));
            } else {
                byte[] first = moof(parts, number, at, 1, ends.clone());
                file.raw(moof(parts, number, at, first.length + 8L, ends)).raw(mdat);
            }
            entries.add(entry(parts, begins, place, at, from + file.size()));
        }
        return file.array();
    }

    private AccessWriter.Entry entry(List<Part> parts, long[] begins, long place, long moof, long end) {
        long[] times = new long[begins.length];
        long[] keys = new long[begins.length];
        java.util.Arrays.fill(times, -1);
        java.util.Arrays.fill(keys, -1);
        for (Part part : parts) {
            long time = begins[part.track];
            times[part.track] = times[part.track] < 0 ? time : times[part.track];
            for (SampleModel sample : samples(part)) {
                keys[part.track] = keys[part.track] < 0 && sample.sync() ? time + sample.offset() : keys[part.track];
                time += sample.duration();
            }
            begins[part.track] = time;
        }
        return new AccessWriter.Entry(place, moof, end, times, keys);
    }

    private List<SampleModel> samples(Part part) {
        return movie.tracks.get(part.track).samples.subList(part.from, part.to);
    }

    private byte[] moovMedia(List<List<Long>> places, long at) {
        Bytes out = new Bytes();
        for (int i = 0; i < movie.tracks.size(); i++) {
            places.add(writings.get(i).inMoov == 0 ? List.of() : List.of(at + out.size()));
            movie.tracks.get(i).samples.subList(0, writings.get(i).inMoov).forEach(sample -> out.raw(sample.bytes()));
        }
        return out.array();
    }

    private byte[] moov(List<List<Long>> places) {
        long longest = movie.tracks.stream().mapToLong(track -> track.editDuration(movie.timescale)).max().orElse(0);
        return new Bytes().box("moov", moov -> {
            moov.full("mvhd", 0, 0, mvhd -> mvhd.zeros(8).u32(movie.timescale).u32(header(durations, longest)).u32(0x10000)
                    .u16(0x100).zeros(10).u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000).zeros(24).u32(99));
            for (int i = 0; i < movie.tracks.size(); i++) {
                TrackModel track = movie.tracks.get(i);
                TrackModel head = track.cut(0, track.edits.toArray(TrackModel.Edit[]::new));
                head.samples.subList(writings.get(i).inMoov, head.samples.size()).clear();
                head.timescale = track.timescale;
                head.tkhdDuration = header(durations, track.editDuration(movie.timescale));
                head.mdhdDuration = header(durations, track.mediaDuration());
                List<Integer> sizes = head.samples.isEmpty() ? List.of() : List.of(head.samples.size());
                moov.box("trak", new TrackWriter(head, movie.timescale, sizes, places.get(i), List.of())::write);
            }
            if (moovPadding > 0) {
                moov.box("free", free -> free.zeros(moovPadding));
            }
            moov.box("mvex", mvex -> {
                if (mehd) {
                    mvex.full("mehd", 1, 0, box -> box.u64(longest));
                }
                movie.tracks.forEach(track -> mvex.full("trex", 0, 0, trex -> trex.u32(track.id).u32(1).u32(7).u32(3)
                        .u32(0x10000)));
            });
        }).array();
    }

    private byte[] moof(List<Part> parts, int sequence, long at, long dataAt, long[] ends) {
        return new Bytes().box("moof", moof -> {
            moof.full("mfhd", 0, 0, mfhd -> mfhd.u32(sequence));
            long place = dataAt;
            long follows = 0;
            for (Part part : parts) {
                long begin = place;
                long behind = follows;
                moof.box("traf", traf -> traf(traf, part, at, begin, behind, sequence, ends));
                place += samples(part).stream().mapToLong(sample -> sample.bytes().length).sum();
                follows = place;
            }
        }).array();
    }

    /** @param begin of its media, from the moof; {@code behind} is where those of the part before it end */
    private void traf(Bytes traf, Part part, long moof, long begin, long behind, int sequence, long[] ends) {
        Writing writing = writings.get(part.track);
        TrackModel track = movie.tracks.get(part.track);
        List<SampleModel> samples = samples(part);
        long base = switch (writing.base) {
            case NAMED -> begin;
            case MOOF -> 0;
            case BEHIND -> behind;
        };
        boolean sameDuration = samples.stream().mapToLong(SampleModel::duration).distinct().count() <= 1 && !writing.verbose;
        boolean sameSize = samples.stream().mapToInt(sample -> sample.bytes().length).distinct().count() <= 1
                && !writing.verbose;
        boolean sameFlags = samples.stream().skip(1).map(SampleModel::sync).distinct().count() <= 1 && !writing.verbose
                && writing.runLength >= samples.size();
        boolean lastSync = samples.get(samples.size() - 1).sync();
        long usual = flags(lastSync);
        traf.full("tfhd", 0, (writing.base == Base.NAMED ? 1 : writing.base == Base.MOOF ? 0x20000 : 0)
                | (sameDuration ? 8 : 0) | (sameSize ? 0x10 : 0) | (sameFlags ? 0x20 : 0), tfhd -> {
                    tfhd.u32(track.id);
                    if (writing.base == Base.NAMED) {
                        tfhd.u64(moof + begin);
                    }
                    if (sameDuration) {
                        tfhd.u32(samples.get(0).duration());
                    }
                    if (sameSize) {
                        tfhd.u32(samples.get(0).bytes().length);
                    }
                    if (sameFlags) {
                        tfhd.u32(usual);
                    }
                });
        if (writing.tfdt >= 0 || writing.tfdt == -2 && sequence % 2 == 0) {
            int version = Math.max(0, writing.tfdt);
            long time = ends[part.track];
            traf.full("tfdt", version, 0, tfdt -> tfdt.sized(version, time));
        }
        long place = begin - base;
        for (int from = 0; from < samples.size(); from += writing.runLength) {
            int to = (int) Math.min(samples.size(), (long) from + writing.runLength);
            List<SampleModel> run = samples.subList(from, to);
            boolean placed = from == 0 ? place != 0 || writing.verbose : writing.placesRuns;
            boolean firstFlags = sameFlags && run.get(0).sync() != lastSync;
            int flags = (placed ? 1 : 0) | (firstFlags ? 4 : 0) | (sameDuration ? 0 : 0x100) | (sameSize ? 0 : 0x200)
                    | (sameFlags ? 0 : 0x400) | (track.writesOffsets ? 0x800 : 0);
            long data = place;
            traf.full("trun", track.offsetVersion, flags, trun -> {
                trun.u32(run.size());
                if (placed) {
                    trun.u32(data);
                }
                if (firstFlags) {
                    trun.u32(flags(run.get(0).sync()));
                }
                for (SampleModel sample : run) {
                    row(trun, flags, sample);
                }
            });
            place += run.stream().mapToLong(sample -> sample.bytes().length).sum();
        }
        besides(traf, writing, samples.size());
        ends[part.track] += samples.stream().mapToLong(SampleModel::duration).sum();
    }

    private static void row(Bytes trun, int flags, SampleModel sample) {
        if ((flags & 0x100) != 0) {
            trun.u32(sample.duration());
        }
        if ((flags & 0x200) != 0) {
            trun.u32(sample.bytes().length);
        }
        if ((flags & 0x400) != 0) {
            trun.u32(flags(sample.sync()));
        }
        if ((flags & 0x800) != 0) {
            trun.u32(sample.offset());
        }
    }

    private static void besides(Bytes traf, Writing writing, int count) {
        if (writing.besides.equals("sdtp")) {
            traf.full("sdtp", 0, 0, sdtp -> Collections.nCopies(count, 0x20).forEach(sdtp::u8));
        } else if (writing.besides.equals("subs")) {
            traf.full("subs", 0, 0, subs -> subs.u32(0));
        } else if (writing.besides.equals("senc")) {
            traf.full("saiz", 0, 0, saiz -> saiz.u8(8).u32(count));
            // What no reader takes who has the senc: it does not lead there.
            traf.full("saio", 0, 0, saio -> saio.u32(1).u32(0));
            traf.full("senc", 0, 0, senc -> senc.u32(count).zeros(8 * count));
        }
    }

    private static long flags(boolean sync) {
        return sync ? 0x02000000 : 0x01010000;
    }
}
