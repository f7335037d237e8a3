package io.github.tsmp4java.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.BoxBytes;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.Ctts;
import io.github.tsmp4java.box.Stsz;
import io.github.tsmp4java.box.Stts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The skip tables against the same tables written out sample by sample, on random tracks. */
class SkipTablesTest {
    private final List<Long> dts = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();

    @RepeatedTest(60)
    void timesOfEverySample(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        BoxBytes stts = new BoxBytes();
        int rows = random.nextInt(1, 400);
        stts.u32(0, rows);
        long time = 0;
        for (int row = 0; row < rows; row++) {
            int samples = random.nextInt(4);
            int delta = random.nextInt(3) * random.nextInt(1000);
            stts.u32(samples, delta);
            for (int i = 0; i < samples; i++, time += delta) {
                dts.add(time);
            }
        }
        Box ctts = random.nextBoolean() ? null : ctts(random);
        long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(dts.size() + 1);
        SampleTimes times = SampleTimes.of(Stts.read(stts.box("stts"), new ArrayList<>()),
                ctts == null ? new Ctts(new Bytes(new byte[0]), 0) : Ctts.read(ctts, new ArrayList<>()), limit, stts.box("stts"));

        int count = (int) Math.min(limit, dts.size());
        assertEquals(count, times.count());
        long end = 0;
        for (int sample = 0; sample < count; sample++) {
            long offset = sample < offsets.size() ? offsets.get(sample) : 0;
            assertEquals(dts.get(sample), times.dts(sample), "dts of " + sample);
            assertEquals(dts.get(sample) + offset, times.ct(sample), "ct of " + sample);
            end = Math.max(end, (sample + 1 < dts.size() ? dts.get(sample + 1) : time) + offset);
        }
        assertEquals(end, times.end());
        for (int i = 0; i < 50; i++) {
            long tick = random.nextLong(-5, time + 10);
            int expected = count - 1;
            while (expected >= 0 && dts.get(expected) > tick) {
                expected--;
            }
            assertEquals(expected, times.atDts(tick), "sample decoded by " + tick);
        }
    }

    private Box ctts(Random random) {
        int rows = random.nextInt(300);
        BoxBytes ctts = new BoxBytes().u32(0, rows);
        for (int row = 0; row < rows; row++) {
            int samples = random.nextInt(3);
            int offset = random.nextInt(-2000, 2000);
            ctts.u32(samples, offset);
            for (int i = 0; i < samples; i++) {
                offsets.add((long) offset);
            }
        }
        return ctts.box("ctts");
    }

    @RepeatedTest(60)
    void chunkOfEverySampleAndTheBytesOfAnyRun(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        int rows = random.nextInt(1, 200);
        BoxBytes stsc = new BoxBytes().u32(0, rows);
        List<Integer> perChunk = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int samples = random.nextInt(1, 5);
            stsc.u32(perChunk.size() + 1, samples, 1);
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                perChunk.add(samples);
            }
        }
        int count = perChunk.stream().mapToInt(Integer::intValue).sum();
        boolean uniform = random.nextInt(4) == 0;
        long[] size = new long[count];
        BoxBytes stsz = new BoxBytes().u32(0, uniform ? 7 : 0, count);
        for (int sample = 0; sample < count; sample++) {
            size[sample] = uniform ? 7 : random.nextInt(10_000);
            if (!uniform) {
                stsz.u32(size[sample]);
            }
        }
        boolean ascending = random.nextBoolean();
        long[] begin = new long[count];
        int[] chunkOf = new int[count];
        BoxBytes stco = new BoxBytes().u32(0, perChunk.size());
        long next = 1000;
        int sample = 0;
        for (int chunk = 0; chunk < perChunk.size(); chunk++) {
            long at = ascending ? next : random.nextInt(100_000_000);
            stco.u32(at);
            for (int i = 0; i < perChunk.get(chunk); i++, sample++) {
                begin[sample] = at;
                chunkOf[sample] = chunk;
                at += size[sample];
            }
            next = at + random.nextInt(3) * 50;
        }
        Box offsets = stco.box("stco");
        Chunks chunks = new Chunks(stsc.box("stsc"), offsets, new SampleSizes(Stsz.read(stsz.box("stsz"), new ArrayList<>())), new ArrayList<>());
        chunks.settle(count, Long.MAX_VALUE, offsets);
        assertEquals(count, chunks.samples());
        for (sample = 0; sample < count; sample++) {
            assertEquals(chunkOf[sample], chunks.of(sample).number(), "chunk of " + sample);
        }
        for (int i = 0; i < 30; i++) {
            int first = random.nextInt(count);
            int last = random.nextInt(first, count);
            long low = Long.MAX_VALUE;
            long high = 0;
            for (int s = first; s <= last; s++) {
                low = Math.min(low, begin[s]);
                high = Math.max(high, begin[s] + size[s]);
            }
            Coverage coverage = new Coverage();
            chunks.cover(first, last, coverage);
            Coverage bySample = new Coverage();
            for (int s = first; s <= last; s++) {
                bySample.add(new Extent(begin[s], begin[s] + size[s]));
            }
            List<Extent> extents = coverage.extents();
            assertEquals(bySample.extents(), extents, first + " to " + last);
            assertEquals(low, extents.get(0).begin());
            assertEquals(high, extents.get(extents.size() - 1).end());
        }
    }
}
