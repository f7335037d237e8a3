package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;

/** stsc with stco or co64: where each sample lies, asked for in order. */
final class PlaceTable {
    private record Run(long firstChunk, long samples, int description) {
    }

    private final List<Run> runs;
    private final List<Long> chunks;
    private int chunk;
    private int run;
    private long inChunk;
    private long at;

    private PlaceTable(List<Run> runs, List<Long> chunks) {
        this.runs = runs;
        this.chunks = chunks;
    }

    static PlaceTable of(RawBox stbl) {
        RawBox stco = stbl.first("stco").orElse(null);
        RawBox box = stco != null ? stco : stbl.need("co64");
        List<Long> chunks = new ArrayList<>();
        for (int i = 0; i < box.u32(4); i++) {
            chunks.add(stco != null ? box.u32(8 + 4 * i) : box.i64(8 + 8 * i));
        }
        RawBox stsc = stbl.need("stsc");
        List<Run> runs = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < stsc.u32(4); i++) {
            long first = stsc.u32(8 + 12 * i);
            if (first <= before || i == 0 && first != 1) {
                throw new Broken(Kind.TABLES, "stsc first_chunk " + first + " after " + before);
            }
            if (stsc.u32(12 + 12 * i) == 0) {
                throw new Broken(Kind.TABLES, "stsc with 0 samples per chunk");
            }
            before = first;
            runs.add(new Run(first, stsc.u32(12 + 12 * i), (int) stsc.u32(16 + 12 * i)));
        }
        return new PlaceTable(runs, chunks);
    }

    long count() {
        long count = 0;
        for (int i = 0; i < runs.size(); i++) {
            long next = i + 1 < runs.size() ? runs.get(i + 1).firstChunk : chunks.size() + 1L;
            count += Math.max(0, Math.min(next, chunks.size() + 1L) - runs.get(i).firstChunk) * runs.get(i).samples;
        }
        return count;
    }

    void rewind() {
        chunk = 0;
        run = 0;
        inChunk = 0;
    }

    /** Where the next sample begins, which is {@code size} long. */
    long next(long size) {
        if (inChunk == runs.get(run).samples) {
            chunk++;
            inChunk = 0;
            if (run + 1 < runs.size() && runs.get(run + 1).firstChunk == chunk + 1L) {
                run++;
            }
        }
        if (inChunk == 0) {
            at = chunks.get(chunk);
        }
        inChunk++;
        long place = at;
        at += size;
        return place;
    }

    long chunks() {
        return chunks.size();
    }

    /** The chunk, from 0, of the sample asked for last. */
    int chunk() {
        return chunk;
    }

    /** The description index of the sample asked for last. */
    int description() {
        return runs.get(run).description;
    }
}
