package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.Saio;
import io.github.tsmp4java.box.Saiz;
import java.util.List;
import java.util.stream.Stream;

/**
 * The auxiliary information of a track's samples, and where it is: in a senc box of the moov, or in the file as the media
 * are, in one piece or in one for each chunk.
 *
 * @param saiz its sizes
 * @param saio its places
 * @param senc the box that holds it, or null when it lies elsewhere in the file
 * @param marks prefix sums of the sizes, every 256th sample's
 */
public record AuxiliaryInfo(Saiz saiz, Saio saio, Box senc, long[] marks) {
    private static final int STEP = 256;
    /** Each is visited for a cut. */
    private static final int MAX_PIECES = 1 << 16;
    private static final int SENC_HAS_MAPS = 2;
    /** Bytes that Per_Sample_IV_Size may have (ISO/IEC 23001-7, 9.1). */
    private static final int[] VECTORS = {0, 8, 16};
    /** In a senc box: version and flags, then sample_count. */
    public static final int SENC_PREFIX = 8;

    /**
     * @param inTrak the boxes of the trak, where a senc may stand as well (ISO/IEC 23001-7, 7.2)
     * @param tables the boxes of its stbl
     * @return null when the samples have none
     */
    static AuxiliaryInfo of(List<Box> inTrak, Box stbl, List<Box> tables, Chunks chunks, long samples,
            List<String> repairs) throws CutException {
        Box saizBox = Box.only(tables, "saiz");
        Box saioBox = Box.only(tables, "saio");
        Box senc = Box.only(Stream.concat(inTrak.stream(), tables.stream()).toList(), "senc");
        if (saizBox == null && saioBox == null && senc == null) {
            return null;
        }
        if (saizBox == null || saioBox == null) {
            throw new DeclinedCut("auxiliary information without saiz and saio (" + stbl.path() + ")");
        }
        Saiz saiz = Saiz.read(saizBox);
        Saio saio = Saio.read(saioBox);
        if (saiz.count() < samples) {
            throw saizBox.malformed("sample_count " + saiz.count() + ", the track has " + samples);
        }
        long[] marks = new long[saiz.uniform() != 0 ? 0 : Math.toIntExact(saiz.count() / STEP + 1)];
        AuxiliaryInfo info = new AuxiliaryInfo(saiz, saio, senc, marks);
        for (int mark = 1; mark < marks.length; mark++) {
            marks[mark] = marks[mark - 1] + info.sum((mark - 1L) * STEP, (long) mark * STEP);
        }
        if (senc != null) {
            info.requireInside(senc, samples, repairs);
        } else if (saio.count() > MAX_PIECES) {
            throw new DeclinedCut("auxiliary information in " + saio.count() + " pieces (" + saioBox.path() + ")");
        } else if (saio.count() != 1 && saio.count() != chunks.offsets().count()) {
            throw new DeclinedCut("auxiliary information in " + saio.count() + " pieces for " + chunks.offsets().count()
                    + " chunks (" + saioBox.path() + ")");
        }
        return info;
    }

    /** Where saio is wrong, the box is used all the same if it holds exactly what saiz says. */
    private void requireInside(Box box, long samples, List<String> repairs) throws CutException {
        long dataAt = box.position() + box.headerSize() + SENC_PREFIX;
        boolean led = saio.count() == 1 && saio.offset(0) == dataAt;
        boolean exact = box.body(SENC_PREFIX).u32(4) == saiz.count() && bytes(0, saiz.count()) == box.body().size() - SENC_PREFIX;
        if (!led && exact) {
            repairs.add("saio does not lead to the senc, which holds what saiz says");
        } else if (!led) {
            throw new DeclinedCut("auxiliary information at " + (saio.count() == 0 ? "no place" : saio.offset(0))
                    + ", not in its box at " + dataAt + " (" + box.path() + ")");
        }
        long holds = box.body(SENC_PREFIX).size() - SENC_PREFIX;
        if (bytes(0, samples) > holds) {
            throw box.malformed("holds " + holds + " bytes, saiz says " + bytes(0, samples));
        }
        requireEntries(box, samples);
    }

    /**
     * A reader of the senc alone finds the same entries as one that goes by saiz: each is a vector, and by flag 2 a map, a
     * count and 6 bytes for each (ISO/IEC 23001-7, 7.2). Else the one or the other would decrypt the cut with the wrong ones.
     */
    private void requireEntries(Box box, long samples) throws CutException {
        boolean mapped = (box.flags() & SENC_HAS_MAPS) != 0;
        Bytes data = box.body().from(SENC_PREFIX);
        int at = 0;
        for (long sample = 0; sample < samples; sample++) {
            int size = saiz.size(sample);
            boolean fits = false;
            for (int vector : VECTORS) {
                int map = size - vector;
                fits |= mapped ? map >= 2 && map == 2 + 6 * data.u16(at + vector) : map == 0;
            }
            if (!fits) {
                throw new DeclinedCut("auxiliary information of sample " + (sample + 1) + " is not of the " + size
                        + " bytes that saiz says (" + box.path() + ")");
            }
            at += size;
        }
    }

    /** Bytes of the samples from {@code first} up to, but not including, {@code end}. */
    public long bytes(long first, long end) {
        return before(end) - before(first);
    }

    /** Adds the bytes of the file that hold that of samples {@code first} to {@code last}; none when it is in a senc. */
    public void cover(Chunks chunks, long first, long last, Coverage coverage) {
        if (senc != null) {
            return;
        }
        if (saio.count() == 1) {
            coverage.add(new Extent(Math.addExact(saio.offset(0), before(first)),
                    Math.addExact(saio.offset(0), before(last + 1))));
            return;
        }
        for (long sample = first; sample <= last; ) {
            Chunks.Chunk chunk = chunks.of(sample);
            long next = Math.min(last + 1, chunk.first() + chunk.samples());
            long begin = Math.addExact(saio.offset(chunk.number()), bytes(chunk.first(), sample));
            coverage.add(new Extent(begin, Math.addExact(begin, bytes(sample, next))));
            sample = next;
        }
    }

    private long before(long sample) {
        if (saiz.uniform() != 0) {
            return Math.multiplyExact(sample, (long) saiz.uniform());
        }
        int mark = Math.toIntExact(sample / STEP);
        return marks[mark] + sum((long) mark * STEP, sample);
    }

    private long sum(long first, long end) {
        long sum = 0;
        for (long sample = first; sample < end; sample++) {
            sum += saiz.size(sample);
        }
        return sum;
    }

    int byteSize() {
        return 8 * marks.length;
    }
}
