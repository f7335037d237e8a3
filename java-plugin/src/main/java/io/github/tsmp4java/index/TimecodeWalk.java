package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.Stsz;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The samples of time code tracks: a cut has other ones, so they are read with the head. Those of a track are read all or
 * none, and of all tracks no more than {@link Timecode#MOST}.
 */
final class TimecodeWalk {
    private final TreeSet<Long> places = new TreeSet<>();
    /** What is still to be read. Samples that stand one behind the other are read at once. */
    private final Deque<Extent> runs = new ArrayDeque<>();
    private final Map<Long, Integer> counters = new HashMap<>();

    /**
     * @param moov of a file that can be read anywhere; null = nothing is read
     * @param fileSize in bytes
     */
    TimecodeWalk(Box moov, long fileSize) throws CutException {
        for (Box trak : moov == null ? List.<Box>of() : moov.children().boxes()) {
            if (trak.is("trak")) {
                find(trak, fileSize);
            }
        }
        for (long place : places) {
            boolean follows = !runs.isEmpty() && runs.getLast().end() == place;
            long begin = follows ? runs.removeLast().begin() : place;
            runs.addLast(new Extent(begin, place + Timecode.BYTES));
        }
    }

    private void find(Box trak, long fileSize) throws CutException {
        Box mdia = trak.required(trak.children().boxes(), "mdia");
        Box hdlr = Box.only(mdia.children().boxes(), "hdlr");
        if (hdlr == null || !new FourCc(hdlr.body(12).i32(8)).is("tmcd")) {
            return;
        }
        Box minf = mdia.required(mdia.children().boxes(), "minf");
        Box stbl = minf.required(minf.children().boxes(), "stbl");
        // What is repaired is told where the track is read.
        List<String> repairs = new ArrayList<>();
        SampleTables tables = new SampleTables(stbl, repairs);
        SampleSizes sizes = new SampleSizes(Stsz.read(tables.required("stsz", "stz2"), repairs));
        Chunks chunks = new Chunks(tables.required("stsc"), tables.required("stco", "co64"), sizes, repairs);
        long count = Math.min(sizes.stsz().count(), chunks.samples());
        if (count > Timecode.MOST - places.size()) {
            return;
        }
        for (long sample = 0; sample < count; sample++) {
            long place = chunks.place(sample);
            if (sizes.bytes(sample, sample + 1) == Timecode.BYTES && place >= 0 && place <= fileSize - Timecode.BYTES) {
                places.add(place);
            }
        }
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
            counters.put(run.begin() + at, samples.i32(at));
        }
    }

    /** The counters in those that were read, by where they stand. */
    Map<Long, Integer> counters() {
        return Map.copyOf(counters);
    }
}
