package io.github.tsmp4java.box;

/**
 * Sample to chunk (ISO/IEC 14496-12, 8.7.4; in stbl, mandatory): runs of chunks with one number of samples.
 *
 * @param rows {@code entry_count} rows of first_chunk, samples_per_chunk and sample_description_index, 32 bits each
 * @param count number of rows
 */
public record Stsc(Bytes rows, int count) {
    public static final int ROW = 12;

    /** Reads and checks: first_chunk starts at 1 and ascends, no run is of empty chunks. */
    public static Stsc read(Box box) throws MalformedBox {
        box.version(0);
        long count = box.body(8).u32(4);
        Stsc stsc = new Stsc(box.table(8, count, ROW), Math.toIntExact(count));
        long previous = 0;
        for (int row = 0; row < stsc.count; row++) {
            long first = stsc.firstChunk(row);
            if (row == 0 ? first != 1 : first <= previous) {
                throw box.malformed("first_chunk " + first + " in row " + row + " follows " + previous);
            }
            if (stsc.samplesPerChunk(row) == 0) {
                throw box.malformed("samples_per_chunk is 0 in row " + row);
            }
            previous = first;
        }
        return stsc;
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
