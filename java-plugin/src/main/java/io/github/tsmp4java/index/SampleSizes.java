package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Stsz;

/** How large each sample of a track is, with every 256th prefix sum where sizes are listed. */
public final class SampleSizes {
    private static final int STEP = 256;

    private final Stsz stsz;
    private final long[] marks;

    /** @throws ArithmeticException when the sum of a uniform size leaves 63 bits */
    SampleSizes(Stsz stsz) {
        this.stsz = stsz;
        Math.multiplyExact(stsz.uniform(), stsz.count());
        if (stsz.uniform() != 0) {
            marks = new long[0];
            return;
        }
        marks = new long[Math.toIntExact(stsz.count() / STEP + 1)];
        long sum = 0;
        for (long sample = 0; sample < stsz.count(); sample++) {
            if (sample % STEP == 0) {
                marks[Math.toIntExact(sample / STEP)] = sum;
            }
            sum += stsz.size(sample);
        }
        if (stsz.count() % STEP == 0) {
            marks[marks.length - 1] = sum;
        }
    }

    /** Bytes of the samples from {@code first} up to, not with, {@code end}. */
    public long bytes(long first, long end) {
        if (stsz.uniform() != 0) {
            return stsz.uniform() * (end - first);
        }
        return end - first <= STEP ? sum(first, end) : before(end) - before(first);
    }

    public Stsz stsz() {
        return stsz;
    }

    private long before(long sample) {
        int mark = Math.toIntExact(sample / STEP);
        return marks[mark] + sum((long) mark * STEP, sample);
    }

    private long sum(long first, long end) {
        long sum = 0;
        for (long sample = first; sample < end; sample++) {
            sum += stsz.size(sample);
        }
        return sum;
    }

    int byteSize() {
        return 8 * marks.length;
    }
}
