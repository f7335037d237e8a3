package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.Stsc;
import io.github.tsmp4java.box.Stsz;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The samples of time code tracks: a cut has new ones in their place, so they are read with the head. Of all tracks
 * together at most {@link Timecode#MOST} are read, and of each track those before the first that cannot be read.
 */
final class TimecodeWalk {
    /** Bytes of a table with a row for each sample. */
    private static final int LARGEST = 8 + Timecode.MOST * Stsc.ROW;
    /** Of each track, by where its trak stands: where its samples do. */
    private final Map<Long, List<Long>> places = new HashMap<>();
    /** What is still to be read. Samples that stand one behind the other are read at once. */
    private final Deque<Extent> runs = new ArrayDeque<>();
    private final Map<Long, Integer> read = new HashMap<>();
    private final Map<Long, Extent> inFragments;
    private final long fileSize;

    /**
     * @param moov of a file that can be read anywhere; null = nothing is read
     * @param inFragments as {@link FragmentCollector#soleSamples}; null = the movie has no fragments
     * @param fileSize in bytes
     */
    TimecodeWalk(Box moov, Map<Long, Extent> inFragments, long fileSize) throws CutException {
        this.inFragments = inFragments;
        this.fileSize = fileSize;
        for (Box trak : moov == null ? List.<Box>of() : moov.children().boxes()) {
            if (isTimecode(trak)) {
                find(trak);
            }
        }
        for (long place : new TreeSet<>(places.values().stream().flatMap(List::stream).toList())) {
            boolean follows = !runs.isEmpty() && runs.getLast().end() == place;
            long begin = follows ? runs.removeLast().begin() : place;
            runs.addLast(new Extent(begin, place + Timecode.BYTES));
        }
    }

    /** Whether a movie has a time code track. */
    static boolean isIn(Box moov) throws MalformedBox {
        for (Box trak : moov.children().boxes()) {
            if (isTimecode(trak)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTimecode(Box trak) throws MalformedBox {
        if (!trak.is("trak")) {
            return false;
        }
        Box mdia = trak.required(trak.children().boxes(), "mdia");
        Box hdlr = Box.only(mdia.children().boxes(), "hdlr");
        return hdlr != null && new FourCc(hdlr.body(12).i32(8)).is("tmcd");
    }

    private void find(Box trak) throws CutException {
        Box mdia = trak.required(trak.children().boxes(), "mdia");
        Box minf = mdia.required(mdia.children().boxes(), "minf");
        Box stbl = minf.required(minf.children().boxes(), "stbl");
        // What is repaired is told where the track is read.
        List<String> repairs = new ArrayList<>();
        SampleTables tables = new SampleTables(stbl, repairs);
        Stsz stsz = Stsz.read(tables.required("stsz", "stz2"), repairs);
        Box stsc = tables.required("stsc");
        Box offsets = tables.required("stco", "co64");
        int most = Timecode.MOST - places.values().stream().mapToInt(List::size).sum();
        // A table with more rows is not looked at: this is a thread of the proxy.
        if (stsz.count() > most || stsc.body().size() > LARGEST || offsets.body().size() > LARGEST) {
            return;
        }
        SampleSizes sizes = new SampleSizes(stsz);
        Chunks chunks = new Chunks(stsc, offsets, sizes, repairs);
        long count = Math.min(stsz.count(), chunks.samples());
        List<Long> found = new ArrayList<>();
        for (long sample = 0; sample < count; sample++) {
            if (!add(chunks.place(sample), sizes.bytes(sample, sample + 1), found)) {
                break;
            }
        }
        if (inFragments != null) {
            long id = DurationHeader.read(trak.required(trak.children().boxes(), "tkhd")).field();
            Extent sole = inFragments.get(id);
            boolean one = count + (sole == null ? 0 : 1) == 1 && (sole == null || add(sole.begin(), sole.length(), found));
            found = one ? found : List.of();
        }
        places.put(trak.position(), found);
    }

    private boolean add(long place, long size, List<Long> found) {
        return size == Timecode.BYTES && place >= 0 && place <= fileSize - Timecode.BYTES && found.add(place);
    }

    boolean isOver() {
        return runs.isEmpty();
    }

    /** Where the next of them are in the file. */
    Extent next() {
        return runs.getFirst();
    }

    /** The bytes that are there. */
    void take(Bytes samples) {
        Extent run = runs.removeFirst();
        for (int at = 0; at < run.length(); at += Timecode.BYTES) {
            read.put(run.begin() + at, samples.i32(at));
        }
    }

    /** The counters of each track, by where its trak stands in the file. */
    Map<Long, List<Integer>> counters() {
        Map<Long, List<Integer>> counters = new HashMap<>();
        places.forEach((trak, samples) -> counters.put(trak, samples.stream().map(read::get).toList()));
        return Map.copyOf(counters);
    }
}
