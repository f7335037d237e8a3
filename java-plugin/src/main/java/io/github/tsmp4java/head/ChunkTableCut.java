package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.ChunkOffsets;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.Stsc;
import io.github.tsmp4java.index.Chunks;
import io.github.tsmp4java.index.Chunks.Chunk;
import io.github.tsmp4java.index.Timecode;
import io.github.tsmp4java.plan.TrackCut;

/** The tables of stbl that count chunks: stsc, and stco or co64. */
final class ChunkTableCut {
    private ChunkTableCut() {}

    /**
     * stsc: the first and the last kept chunk may hold fewer samples than in the source, each then has a row of its own.
     */
    static Rope.Builder stsc(Box box, TrackCut cut) {
        Chunks chunks = cut.track().chunks();
        Stsc stsc = chunks.stsc();
        int first = cut.samples().firstChunk().number();
        int last = cut.samples().lastChunk().number();
        int firstRow = cut.samples().firstChunk().row();
        int lastRow = cut.samples().lastChunk().row();
        long inLast = cut.samples().last() - cut.samples().lastChunk().first() + 1;
        if (first == last) {
            return write(box, new Fields().u32(1).u32(cut.samples().last() - cut.samples().first() + 1).u32(stsc.description(firstRow)),
                    stsc.rows().slice(0, 0), 0, new Fields());
        }
        long inFirst = cut.samples().firstChunk().first() + cut.samples().firstChunk().samples() - cut.samples().first();
        boolean lastIsPart = inLast < cut.samples().lastChunk().samples();
        Fields head = new Fields().u32(1).u32(inFirst).u32(stsc.description(firstRow));
        // The second chunk needs a row when the first does not speak for it and no row of the source starts there.
        boolean sameRow = firstRow + 1 == chunks.rows() || stsc.firstChunk(firstRow + 1) > first + 2L;
        if (sameRow && inFirst < cut.samples().firstChunk().samples() && !(lastIsPart && last == first + 1)) {
            head.u32(2).u32(cut.samples().firstChunk().samples()).u32(stsc.description(firstRow));
        }
        Fields tail = new Fields();
        int middleEnd = lastRow + 1;
        if (lastIsPart) {
            tail.u32(last - first + 1L).u32(inLast).u32(stsc.description(lastRow));
            if (lastRow > firstRow && stsc.firstChunk(lastRow) == last + 1L) {
                middleEnd = lastRow;
            }
        }
        Bytes middle = stsc.rows().slice((firstRow + 1) * Stsc.ROW, (middleEnd - firstRow - 1) * Stsc.ROW);
        return write(box, head, middle, -first, tail);
    }

    private static Rope.Builder write(Box box, Fields head, Bytes middle, long shift, Fields tail) {
        int count = (head.size() + middle.size() + tail.size()) / Stsc.ROW;
        Rope.Builder body = new Rope.Builder().add(box.body().slice(0, 4)).add(new Fields().u32(count)).add(head)
                .add(new Segment.Shifted(middle, Stsc.ROW, 0, shift)).add(tail);
        return new Rope.Builder().box(box.type(), body);
    }

    /** stco or co64; where offsets are wide a stco becomes a co64. */
    static Rope.Builder offsets(Box box, TrackCut cut, Layout layout) {
        Chunks chunks = cut.track().chunks();
        ChunkOffsets offsets = chunks.offsets();
        int first = cut.samples().firstChunk().number();
        int count = cut.samples().lastChunk().number() - first + 1;
        if (cut.track().timecode() != null) {
            return counters(box, cut, layout);
        }
        long begin = layout.place(offsets.offset(first) + chunks.skipped(cut.samples().firstChunk(), cut.samples().first()));
        boolean wide = layout.widen() || offsets.width() == 8;
        Bytes rest = offsets.rows().slice((first + 1) * offsets.width(), (count - 1) * offsets.width());
        Rope.Builder body = new Rope.Builder().add(box.body().slice(0, 4)).add(new Fields().u32(count))
                .add(Segment.Placed.one(begin, wide ? 8 : 4)).add(moved(rest, offsets.width(), layout));
        return new Rope.Builder().box(wide ? FourCc.of("co64") : box.type(), body);
    }

    /** Of a time code, whose samples stand one behind the other. */
    private static Rope.Builder counters(Box box, TrackCut cut, Layout layout) {
        Chunks chunks = cut.track().chunks();
        long begin = layout.counters(cut);
        boolean wide = layout.widen() || chunks.offsets().width() == 8;
        int first = cut.samples().firstChunk().number();
        int last = cut.samples().lastChunk().number();
        Rope.Builder body = new Rope.Builder().add(box.body().slice(0, 4)).add(new Fields().u32(last - first + 1L));
        long sample = cut.samples().first();
        for (int chunk = first; chunk <= last; chunk++) {
            body.add(Segment.Placed.one(begin + Timecode.BYTES * (sample - cut.samples().first()), wide ? 8 : 4));
            Chunk held = chunks.of(sample);
            sample = held.first() + held.samples();
        }
        return new Rope.Builder().box(wide ? FourCc.of("co64") : box.type(), body);
    }

    /** Offsets of 4 or 8 bytes, as they are in the cut. */
    static Segment moved(Bytes rows, int width, Layout layout) {
        return new Segment.Placed(rows, width, layout.widen() ? 8 : width, layout::place, 0);
    }
}
