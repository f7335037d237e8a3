package io.github.tsmp4java.box;

/**
 * A track run: samples of a track fragment that lie one after the other (ISO/IEC 14496-12, 8.8.8; in traf).
 *
 * @param box the run
 * @param count of samples
 * @param firstFlags of the first sample; -1 when it is like the others
 * @param rows what is said of the samples one by one
 * @param rowSize bytes of a row, 0 when nothing is said
 * @param usual the values of what the rows do not say
 * @param place of the first sample's bytes in the file
 */
public record Trun(Box box, int count, long firstFlags, Bytes rows, int rowSize, TrackFragment.Defaults usual, long place) {
    public static final int DATA_OFFSET = 1;
    public static final int FIRST_FLAGS = 4;
    private static final int DURATION = 0x100;
    private static final int SIZE = 0x200;
    public static final int FLAGS = 0x400;
    private static final int OFFSET = 0x800;
    private static final int MAX_SAMPLES = 1 << 20;
    /** sample_is_non_sync_sample in sample flags (8.8.3.1). */
    private static final int NON_SYNC = 0x10000;

    /**
     * @param base the place that its data_offset counts from
     * @param follows where the samples before it end
     */
    static Trun read(Box box, TrackFragment.Defaults usual, long base, long follows) throws MalformedBox {
        int flags = box.flags();
        long count = box.body(8).u32(4);
        int at = 8;
        long place = (flags & DATA_OFFSET) == 0 ? follows : Math.addExact(base, (long) box.body(at + 4).i32(at));
        at += (flags & DATA_OFFSET) != 0 ? 4 : 0;
        long firstFlags = (flags & FIRST_FLAGS) != 0 ? box.body(at + 4).u32(at) : -1;
        at += (flags & FIRST_FLAGS) != 0 ? 4 : 0;
        int rowSize = Integer.bitCount(flags & (DURATION | SIZE | FLAGS | OFFSET)) * 4;
        Bytes rows = box.table(at, count, rowSize);
        if (count > MAX_SAMPLES) {
            throw box.malformed("sample_count " + count + " is over " + MAX_SAMPLES);
        }
        return new Trun(box, Math.toIntExact(count), firstFlags, rows, rowSize, usual, place);
    }

    public int flags() throws MalformedBox {
        return box.flags();
    }

    /** Bytes before its rows. */
    public int headerSize() {
        return rows.start() - box.bytes().start();
    }

    public long duration(int sample) throws MalformedBox {
        return field(sample, DURATION, usual.duration());
    }

    public long size(int sample) throws MalformedBox {
        return field(sample, SIZE, usual.size());
    }

    /** Composition offset. As in ctts: version 0 is unsigned by the text, and negative in practice. */
    public long offset(int sample) throws MalformedBox {
        long field = field(sample, OFFSET, 0);
        return (int) field;
    }

    public boolean isSync(int sample) throws MalformedBox {
        return (field(sample, FLAGS, sample == 0 && firstFlags >= 0 ? firstFlags : usual.flags()) & NON_SYNC) == 0;
    }

    /** Bytes of the samples before one; of all, for {@code sample = count}. */
    public long bytesBefore(int sample) throws MalformedBox {
        if ((flags() & SIZE) == 0) {
            return Math.multiplyExact(usual.size(), (long) sample);
        }
        long sum = 0;
        for (int i = 0; i < sample; i++) {
            sum += size(i);
        }
        return sum;
    }

    private long field(int sample, int field, long other) throws MalformedBox {
        int flags = flags();
        return (flags & field) == 0 ? other
                : rows.u32(sample * rowSize + Integer.bitCount(flags & (field - 1) & 0xf00) * 4);
    }
}
