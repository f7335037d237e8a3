package io.github.tsmp4java.box;

import java.util.List;

/**
 * What mvhd, tkhd and mdhd share (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2): version, flags, creation and modification
 * time, a field or two, then the duration; 32 bits wide in version 0, times and duration 64 bits in version 1.
 *
 * @param box the header
 * @param wide whether the times are 64 bits
 * @param field the 32 bits after the times: the timescale of mvhd and mdhd, the track_ID of tkhd
 * @param duration in ticks, or {@link #UNKNOWN}
 */
public record DurationHeader(Box box, boolean wide, long field, long duration) {
    /** All ones in the box: the duration cannot be told. */
    public static final long UNKNOWN = -1;
    /** A cut holds its headers in full, so they must be small, as they are. */
    private static final int MAX_SIZE = 1024;

    public static DurationHeader read(Box box) throws MalformedBox {
        boolean wide = box.version(1) == 1;
        int times = 4 + (wide ? 16 : 8);
        int between = between(box);
        if (box.bytes().size() > MAX_SIZE) {
            throw box.malformed("is " + box.bytes().size() + " bytes long");
        }
        Bytes body = box.body(times + between + (wide ? 8 : 4) + rest(box));
        long duration = wide ? body.i64(times + between) : body.u32(times + between);
        if (duration < UNKNOWN) {
            throw box.malformed("duration " + Long.toUnsignedString(duration) + " is beyond 2^63");
        }
        boolean unknown = !wide && duration == 0xffffffffL;
        return new DurationHeader(box, wide, body.u32(times), unknown ? UNKNOWN : duration);
    }

    /** The mvhd or mdhd with a timescale, ticks per second, above zero: players take a 0 for a 1. */
    public DurationHeader timed(List<String> repairs) {
        if (field > 0) {
            return this;
        }
        repairs.add("the timescale of " + box.name() + " is 0: it counts as 1");
        return new DurationHeader(box, wide, 1, duration);
    }

    /** Body bytes between the times and the duration. */
    public int between() {
        return between(box);
    }

    private static int between(Box box) {
        return box.is("tkhd") ? 8 : 4;
    }

    private static int rest(Box box) {
        return box.is("mdhd") ? 4 : box.is("tkhd") ? 60 : 80;
    }
}
