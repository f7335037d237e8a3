package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.ChunkOffsets;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.Stsc;
import java.util.List;

/**
 * Which chunk holds a sample, and which bytes of the file a run of chunks covers. Chunks count from 0.
 *
 * <p>Offsets need not ascend: each block of 128 chunks keeps its lowest first byte and highest last one, and whether
 * its chunks lie so far apart that what is between them is left out of a cut. Of each stretch of 64 blocks the same is kept,
 * so that a cut of a long movie looks at few of them.
 */
public final class Chunks {
    private static final int STEP = 64;
    private static final int BLOCK = 128;
    private static final int STRETCH = 64;

    private final Stsc stsc;
    private final ChunkOffsets offsets;
    private final SampleSizes sizes;
    private final int rows;
    private final long samples;
    private final long[] firstSample;
    private final Bounds blocks;
    private final Bounds stretches;

    /**
     * @param number of the chunk, from 0
     * @param row of stsc that describes it
     * @param first its first sample
     * @param samples how many it holds
     */
    public record Chunk(int number, int row, long first, long samples) {}

    Chunks(Box stscBox, Box offsetsBox, SampleSizes sizes, List<String> repairs) throws MalformedBox {
        offsets = ChunkOffsets.read(offsetsBox, repairs);
        stsc = Stsc.read(stscBox, offsets.count(), sizes.stsz().count(), repairs);
        this.sizes = sizes;
        int used = stsc.count();
        while (used > 0 && stsc.firstChunk(used - 1) > offsets.count()) {
            used--;
        }
        rows = used;
        firstSample = new long[(rows + STEP - 1) / STEP];
        long sample = 0;
        for (int row = 0; row < rows; row++) {
            if (row % STEP == 0) {
                firstSample[row / STEP] = sample;
            }
            sample += rowSamples(row);
        }
        samples = sample;
        blocks = new Bounds((offsets.count() + BLOCK - 1) / BLOCK);
        stretches = new Bounds((blocks.size() + STRETCH - 1) / STRETCH);
    }

    /**
     * Fills the blocks, once the number of samples that all tables know is settled.
     *
     * @param fileEnd bytes of the file
     * @return how many samples are in the file, if all of them come before the first that is not; else {@code count}
     * @throws MalformedBox when a sample ends beyond 2^63
     */
    long settle(long count, long fileEnd, Box offsetsBox) throws MalformedBox {
        blocks.clear();
        stretches.clear();
        long[] begins = new long[BLOCK];
        long[] bytes = new long[BLOCK];
        long there = count;
        long sample = 0;
        int chunk = 0;
        for (int row = 0; row < rows && sample < count; row++) {
            long perChunk = stsc.samplesPerChunk(row);
            int rowEnd = endOf(row);
            while (chunk < rowEnd && sample < count) {
                int run = (int) Math.min(Math.min(rowEnd - chunk, BLOCK - chunk % BLOCK), 1 + (count - 1 - sample) / perChunk);
                offsets.read(chunk, run, begins);
                sizes.read(sample, perChunk, run, count, bytes);
                for (int i = 0; i < run; i++) {
                    long last = begins[i] + bytes[i];
                    if (last < 0) {
                        throw offsetsBox.malformed("chunk " + (chunk + i + 1) + " at " + begins[i] + " ends beyond 2^63");
                    }
                    if (last > fileEnd || there < count) {
                        long first = sample + i * perChunk;
                        there = there(there, count, first, Math.min(count, first + perChunk), fileEnd - begins[i], bytes[i]);
                    }
                }
                blocks.add(chunk / BLOCK, chunk % BLOCK > 0, run, begins, bytes);
                chunk += run;
                sample = Math.min(count, sample + run * perChunk);
            }
        }
        for (int block = 0; block < blocks.size(); block++) {
            stretches.add(block / STRETCH, block % STRETCH > 0, blocks, block);
        }
        return Math.min(there, count);
    }

    /**
     * Adds one more chunk to what is known so far of the samples that are in the file.
     *
     * @param known how many come before the first that is not in it; {@code count} = all so far are in it, more = one that is
     *     in it comes after one that is not
     * @param left bytes of the file from the beginning of the chunk on
     * @param bytes of the chunk
     */
    private long there(long known, long count, long first, long end, long left, long bytes) {
        long whole = bytes > left ? sizes.within(first, end, left) : end;
        if (known < count && whole > first && sizes.bytes(first, whole) > 0) {
            return count + 1;
        }
        return known == count && whole < end ? whole : known;
    }

    /** Samples that the chunks hold by stsc. */
    long samples() {
        return samples;
    }

    /** The chunk that holds {@code sample}. */
    public Chunk of(long sample) {
        int mark = 0;
        for (int low = 0, high = firstSample.length; low < high; ) {
            int middle = (low + high) >>> 1;
            if (firstSample[middle] <= sample) {
                mark = middle;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int row = mark * STEP;
        long first = firstSample[mark];
        while (first + rowSamples(row) <= sample) {
            first += rowSamples(row++);
        }
        long perChunk = stsc.samplesPerChunk(row);
        long into = (sample - first) / perChunk;
        return new Chunk(Math.toIntExact(stsc.firstChunk(row) - 1 + into), row, first + into * perChunk, perChunk);
    }

    /** Adds the bytes of the file that hold the samples {@code first} to {@code last}, both kept. */
    public void cover(long first, long last, Coverage coverage) {
        Chunk head = of(first);
        Chunk tail = of(last);
        long headEnd = head.number() == tail.number() ? last + 1 : head.first() + head.samples();
        add(head.number(), skipped(head, first), first, headEnd, coverage);
        int end = tail.number();
        int firstBlock = (head.number() + BLOCK) / BLOCK;
        int endBlock = end / BLOCK;
        if (firstBlock >= endBlock) {
            whole(head.number() + 1, end, coverage);
        } else {
            whole(head.number() + 1, firstBlock * BLOCK, coverage);
            blocks(firstBlock, endBlock, coverage);
            whole(endBlock * BLOCK, end, coverage);
        }
        if (tail.number() > head.number()) {
            add(tail.number(), 0, tail.first(), last + 1, coverage);
        }
    }

    private void blocks(int begin, int end, Coverage coverage) {
        int block = begin;
        while (block < end) {
            boolean isStretch = block % STRETCH == 0 && end - block >= STRETCH && !stretches.isApart(block / STRETCH);
            if (isStretch) {
                coverage.add(stretches.of(block / STRETCH));
            } else if (blocks.isApart(block)) {
                int chunk = block * BLOCK;
                coverage.add(blocks.of(block), () -> whole(chunk, chunk + BLOCK, coverage));
            } else {
                coverage.add(blocks.of(block));
            }
            block += isStretch ? STRETCH : 1;
        }
    }

    /** Adds the chunks from {@code begin} up to, but not including, {@code end}. */
    private void whole(int begin, int end, Coverage coverage) {
        if (begin >= end) {
            return;
        }
        Chunk chunk = at(begin);
        int row = chunk.row();
        long first = chunk.first();
        for (int number = begin; number < end; number++) {
            if (row + 1 < rows && stsc.firstChunk(row + 1) <= number + 1L) {
                row++;
            }
            long next = first + stsc.samplesPerChunk(row);
            add(number, 0, first, next, coverage);
            first = next;
        }
    }

    /** Adds the samples {@code first} up to, but not including, {@code end}, which stand {@code skipped} bytes into their chunk. */
    private void add(int chunk, long skipped, long first, long end, Coverage coverage) {
        long begin = offsets.offset(chunk) + skipped;
        coverage.add(begin, begin + sizes.bytes(first, end));
    }

    /** Where in the file {@code sample} stands. */
    long place(long sample) {
        Chunk chunk = of(sample);
        return offsets.offset(chunk.number()) + skipped(chunk, sample);
    }

    /** Bytes of the chunk before its sample {@code first}. */
    public long skipped(Chunk chunk, long first) {
        return sizes.bytes(chunk.first(), first);
    }

    private Chunk at(int number) {
        int row = 0;
        for (int low = 0, high = rows; low < high; ) {
            int middle = (low + high) >>> 1;
            if (stsc.firstChunk(middle) <= number + 1L) {
                row = middle;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long first = firstSample[row / STEP];
        for (int before = row / STEP * STEP; before < row; before++) {
            first += rowSamples(before);
        }
        long perChunk = stsc.samplesPerChunk(row);
        return new Chunk(number, row, first + (number + 1L - stsc.firstChunk(row)) * perChunk, perChunk);
    }

    /** Samples of all chunks of one stsc row. */
    private long rowSamples(int row) {
        return (endOf(row) + 1L - stsc.firstChunk(row)) * stsc.samplesPerChunk(row);
    }

    /** One past the last chunk of one stsc row. */
    private int endOf(int row) {
        return row + 1 < rows ? (int) stsc.firstChunk(row + 1) - 1 : offsets.count();
    }

    public Stsc stsc() {
        return stsc;
    }

    /** Rows of stsc that describe chunks there are. */
    public int rows() {
        return rows;
    }

    public ChunkOffsets offsets() {
        return offsets;
    }

    int byteSize() {
        return 8 * firstSample.length + blocks.byteSize() + stretches.byteSize();
    }
}
