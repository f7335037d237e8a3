package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Ctts;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.Stts;

/**
 * When each sample of a track is decoded (DTS) and composed (CT = DTS + ctts offset), in media ticks.
 *
 * <p>A ctts that is missing or ends early counts as 0 from there on, as players read it.
 */
public final class SampleTimes {
    private final Stts stts;
    private final Ctts ctts;
    private final RunIndex durations;
    private final RunIndex offsets;
    private final long count;
    private final long minOffset;
    private final long maxOffset;
    private final long end;

    private SampleTimes(Stts stts, Ctts ctts, RunIndex durations, RunIndex offsets, long count) {
        this.stts = stts;
        this.ctts = ctts;
        this.durations = durations;
        this.offsets = offsets;
        this.count = count;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        long last = 0;
        // The runs of both tables in step: the last sample of each common run ends last.
        int row = 0;
        long rowFirst = 0;
        long rowEnd = 0;
        long base = 0;
        long delta = 0;
        int offsetRow = 0;
        long offsetEnd = 0;
        long offset = 0;
        for (long sample = 0; sample < count; ) {
            while (rowEnd <= sample) {
                base = Math.addExact(base, (rowEnd - rowFirst) * delta);
                rowFirst = rowEnd;
                delta = stts.delta(row);
                rowEnd += stts.samples(row++);
            }
            while (offsetEnd <= sample) {
                boolean listed = offsetRow < ctts.count();
                offset = listed ? ctts.offset(offsetRow) : 0;
                offsetEnd = listed ? offsetEnd + ctts.samples(offsetRow++) : count;
            }
            sample = Math.min(count, Math.min(rowEnd, offsetEnd));
            min = Math.min(min, offset);
            max = Math.max(max, offset);
            last = Math.max(last, Math.addExact(base + (sample - rowFirst) * delta, offset));
        }
        minOffset = count == 0 ? 0 : min;
        maxOffset = count == 0 ? 0 : max;
        end = last;
    }

    /**
     * @param limit samples that the other tables know
     * @param box of the stts, for a reason
     */
    static SampleTimes of(Stts stts, Ctts ctts, long limit, Box box) throws MalformedBox {
        try {
            RunIndex durations = new RunIndex(stts.rows(), stts.count(), true);
            RunIndex offsets = new RunIndex(ctts.rows(), ctts.count(), false);
            return new SampleTimes(stts, ctts, durations, offsets, Math.min(durations.total(), limit));
        } catch (ArithmeticException e) {
            throw box.malformed("the sum of sample durations leaves 63 bits");
        }
    }

    /** Samples that every table of the track knows. */
    public long count() {
        return count;
    }

    /** Decoding time of a sample; {@code count()} gives the end of the last. */
    public long dts(long sample) {
        if (sample == 0) {
            return 0;
        }
        RunIndex.Place place = durations.find(sample - 1);
        return place.base() + (sample - place.first()) * stts.delta(place.row());
    }

    /** How long a sample lasts. */
    public long duration(long sample) {
        return dts(sample + 1) - dts(sample);
    }

    public long offset(long sample) {
        return sample < offsets.total() ? ctts.offset(offsets.find(sample).row()) : 0;
    }

    /** Composition time of a sample. */
    public long ct(long sample) {
        return dts(sample) + offset(sample);
    }

    /** The last sample that is decoded at or before {@code tick}, or -1 when {@code tick} is negative. */
    public long atDts(long tick) {
        if (tick < 0 || count == 0) {
            return -1;
        }
        RunIndex.Place place = durations.findTick(tick);
        long delta = stts.delta(place.row());
        long last = stts.samples(place.row()) - 1;
        long into = delta == 0 ? last : Math.min(last, (tick - place.base()) / delta);
        return Math.min(count - 1, place.first() + into);
    }

    /** The smallest composition offset; no sample decoded after {@code t - minOffset()} is composed by {@code t}. */
    public long minOffset() {
        return minOffset;
    }

    /** The largest composition offset; every sample decoded by {@code t - maxOffset()} is composed by {@code t}. */
    public long maxOffset() {
        return maxOffset;
    }

    /** When the last sample to be composed ends. */
    public long end() {
        return end;
    }

    public RunIndex durations() {
        return durations;
    }

    public RunIndex offsets() {
        return offsets;
    }

    public Stts stts() {
        return stts;
    }

    public Ctts ctts() {
        return ctts;
    }

    int byteSize() {
        return durations.byteSize() + offsets.byteSize();
    }
}
