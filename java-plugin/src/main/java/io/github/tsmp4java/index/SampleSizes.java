package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.SoundPacket;
import io.github.tsmp4java.box.Stsc;
import io.github.tsmp4java.box.Stsz;

/**
 * How large each sample of a track is, with every 256th prefix sum where sizes are listed. Compressed sound may lie in
 * packets of many samples: none of them is cut in two.
 */
public final class SampleSizes {
    private static final int STEP = 256;

    /** A sample is a packet of its own. */
    private static final SoundPacket ALONE = new SoundPacket(1, 0);

    private final Stsz stsz;
    private final SoundPacket packet;
    private final long[] marks;

    /** @throws ArithmeticException when the sum of a uniform size leaves 63 bits */
    SampleSizes(Stsz stsz) {
        this(stsz, ALONE);
    }

    /** @param packet what all samples are in, instead of what {@code stsz} says of each */
    SampleSizes(Stsz stsz, SoundPacket packet) {
        this.stsz = stsz;
        this.packet = packet;
        Math.multiplyExact(Math.max(stsz.uniform(), packet.bytes()), stsz.count());
        if (stsz.uniform() != 0) {
            marks = new long[0];
            return;
        }
        marks = new long[Math.toIntExact(stsz.count() / STEP + 1)];
        long sum = 0;
        for (int mark = 0; mark < marks.length; mark++) {
            marks[mark] = sum;
            long first = (long) mark * STEP;
            sum += stsz.size(first, Math.min(first + STEP, stsz.count()));
        }
    }

    /** Bytes of the samples from {@code first} up to, but not including, {@code end}. */
    public long bytes(long first, long end) {
        if (packet != ALONE) {
            return first == end ? 0 : (packetEnd(end - 1) - packetBegin(first)) / packet.samples() * packet.bytes();
        }
        return stsz.uniform() != 0 || end - first <= STEP ? stsz.size(first, end) : before(end) - before(first);
    }

    /**
     * Bytes of runs of samples, one after the other.
     *
     * @param first sample of the first run
     * @param each samples in a run
     * @param runs how many
     * @param end one past the last sample there is
     * @param into where they go
     */
    void read(long first, long each, int runs, long end, long[] into) {
        if (packet == ALONE && each == 1 && stsz.isPlain()) {
            stsz.read(first, runs, into);
            return;
        }
        for (int run = 0; run < runs; run++) {
            long from = first + run * each;
            into[run] = bytes(from, Math.min(end, from + each));
        }
    }

    /** The first of the samples from {@code first} to {@code end} that is not wholly in so many bytes; {@code end} for none. */
    long within(long first, long end, long bytes) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (bytes(first, middle) <= bytes) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return packetBegin(low);
    }

    /** The first sample of the packet that a sample is in. */
    public long packetBegin(long sample) {
        return packet == ALONE ? sample : sample - sample % packet.samples();
    }

    /** One past the last sample of the packet that a sample is in; there may be fewer. */
    public long packetEnd(long sample) {
        return packet == ALONE ? sample + 1 : packetBegin(sample) + packet.samples();
    }

    /** Declines chunks that begin or end inside a packet: no player says what is in them. */
    void requireWhole(Stsc stsc, Box box) throws DeclinedCut {
        for (int row = 0; packet != ALONE && row < stsc.count(); row++) {
            if (stsc.samplesPerChunk(row) % packet.samples() != 0) {
                throw new DeclinedCut("chunks of " + stsc.samplesPerChunk(row) + " samples of sound in packets of "
                        + packet.samples() + " (" + box.path() + ")");
            }
        }
    }

    public Stsz stsz() {
        return stsz;
    }

    private long before(long sample) {
        int mark = Math.toIntExact(sample / STEP);
        return marks[mark] + stsz.size((long) mark * STEP, sample);
    }

    int byteSize() {
        return 8 * marks.length;
    }
}
