package io.github.tsmp4java.box;

import java.util.List;

/**
 * Sample to chunk (ISO/IEC 14496-12, 8.7.4; in stbl, mandatory): runs of chunks with one number of samples.
 *
 * @param rows {@code entry_count} rows of first_chunk, samples_per_chunk and sample_description_index, 32 bits each
 * @param count number of rows
 */
public record Stsc(Bytes rows, int count) {
    public static final int ROW = 12;

    /**
     * Reads and checks: first_chunk starts at 1 and ascends, and no run is of empty chunks. Where that is not so, the rows
     * are read in the way by which the chunks hold as many samples as there are.
     *
     * @param chunks of the track
     * @param samples of the track, by their sizes
     */
    public static Stsc read(Box box, long chunks, long samples, List<String> repairs) throws MalformedBox {
        box.version(0);
        Bytes rows = box.rows(8, box.body(8).u32(4), ROW, repairs);
        Stsc stsc = new Stsc(rows, rows.size() / ROW);
        long previous = 0;
        for (int row = 0; row < stsc.count; row++) {
            long first = stsc.firstChunk(row);
            if ((row == 0 ? first != 1 : first <= previous) || stsc.samplesPerChunk(row) == 0) {
                return stsc.inOrder(box, row, chunks, samples, repairs);
            }
            previous = first;
        }
        return stsc;
    }

    private Stsc inOrder(Box box, int bad, long chunks, long samples, List<String> repairs) throws MalformedBox {
        Stsc ascending = ascending();
        if (ascending.total(chunks) == samples) {
            repairs.add("stsc has rows that do not ascend: " + ascending.count + " of its " + count + " count");
            return ascending;
        }
        Stsc each = count == chunks ? rowPerChunk() : ascending;
        if (each.total(chunks) == samples) {
            repairs.add("stsc has a row for each chunk, all of them for chunk 1");
            return each;
        }
        throw box.malformed("first_chunk " + firstChunk(bad) + " in row " + bad + " follows " + (bad == 0 ? 0 : firstChunk(bad - 1))
                + ", samples_per_chunk is " + samplesPerChunk(bad) + ", and no reading of the rows gives " + samples + " samples");
    }

    private Stsc ascending() {
        byte[] kept = new byte[rows.size()];
        int size = 0;
        long previous = 0;
        for (int row = 0; row < count; row++) {
            long first = firstChunk(row);
            if (samplesPerChunk(row) > 0 && (size == 0 ? first == 1 : first > previous)) {
                System.arraycopy(rows.array(), rows.start() + row * ROW, kept, size, ROW);
                size += ROW;
                previous = first;
            }
        }
        return new Stsc(new Bytes(kept, 0, size), size / ROW);
    }

    private Stsc rowPerChunk() {
        byte[] numbered = rows.copy();
        for (int row = 0; row < count; row++) {
            if (firstChunk(row) != 1 || samplesPerChunk(row) == 0) {
                return ascending();
            }
            Bytes.put32(numbered, row * ROW, row + 1);
        }
        return new Stsc(new Bytes(numbered), count);
    }

    /** Samples in so many chunks. */
    private long total(long chunks) {
        long total = 0;
        for (int row = 0; row < count && firstChunk(row) <= chunks; row++) {
            long next = row + 1 < count ? Math.min(firstChunk(row + 1), chunks + 1) : chunks + 1;
            total = Math.addExact(total, Math.multiplyExact(next - firstChunk(row), samplesPerChunk(row)));
        }
        return total;
    }

    /** First chunk of run {@code row}, counted from 1 as in the box. */
    public long firstChunk(int row) {
        return rows.u32(row * ROW);
    }

    public long samplesPerChunk(int row) {
        return rows.u32(row * ROW + 4);
    }

    public long description(int row) {
        return rows.u32(row * ROW + 8);
    }
}
