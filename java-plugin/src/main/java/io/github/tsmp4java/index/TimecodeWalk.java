package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.ChunkOffsets;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.Stsz;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of time code tracks that have one: a cut has other ones, so they are read with the head. */
final class TimecodeWalk {
    private final List<Long> places = new ArrayList<>();
    private final Map<Long, Bytes> read = new HashMap<>();

    /**
     * @param moov of a file that can be read anywhere; null = nothing is read
     * @param fileSize in bytes
     */
    TimecodeWalk(Box moov, long fileSize) throws CutException {
        for (Box trak : moov == null ? List.<Box>of() : moov.children().boxes()) {
            if (trak.is("trak") && places.size() < MovieIndex.MAX_TRACKS) {
                find(trak, fileSize);
            }
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
        SampleTables tables = new SampleTables(stbl, new ArrayList<>());
        Stsz sizes = Stsz.read(tables.required("stsz", "stz2"), new ArrayList<>());
        ChunkOffsets offsets = ChunkOffsets.read(tables.required("stco", "co64"), new ArrayList<>());
        long place = offsets.count() == 1 && sizes.count() == 1 ? offsets.offset(0) : fileSize;
        if (place >= 0 && place <= fileSize - Timecode.BYTES && new SampleSizes(sizes).bytes(0, 1) == Timecode.BYTES) {
            places.add(place);
        }
    }

    boolean isOver() {
        return read.size() >= places.stream().distinct().count();
    }

    /** Where the next one is in the file. */
    long place() {
        return places.stream().filter(place -> !read.containsKey(place)).findFirst().orElseThrow();
    }

    void take(Bytes sample) {
        read.put(place(), sample);
    }

    /** Those that were read, by where they stand. */
    Map<Long, Bytes> samples() {
        return Map.copyOf(read);
    }
}
