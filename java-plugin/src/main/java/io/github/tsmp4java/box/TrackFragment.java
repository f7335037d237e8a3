package io.github.tsmp4java.box;

import java.util.ArrayList;
import java.util.List;

/**
 * A track fragment, traf (ISO/IEC 14496-12, 8.8.6 to 8.8.8, 8.8.12; in moof): its samples' times and which are sync.
 *
 * @param trackId of the track it continues
 * @param baseDataOffset in the file, or -1 when the header names none
 * @param baseDataOffsetAt where in the file that field is, 8 bytes; -1 when there is none
 * @param decodeTime of the first sample, media ticks; -1 when the fragment does not say (no tfdt)
 * @param samples in decoding order
 */
public record TrackFragment(long trackId, long baseDataOffset, long baseDataOffsetAt, long decodeTime, List<Run> samples) {
    /** sample_is_non_sync_sample in sample flags (8.8.3.1). */
    private static final int NON_SYNC = 0x10000;
    private static final long MAX_SAMPLES = 1 << 20;

    /** What trex says of samples that say nothing themselves (8.8.3). */
    public record Defaults(long trackId, long duration, long flags) {
        public static Defaults read(Box trex) throws MalformedBox {
            Bytes body = trex.body(24);
            return new Defaults(body.u32(4), body.u32(12), body.u32(20));
        }
    }

    /**
     * Samples alike, one after the other.
     *
     * @param count how many
     * @param duration of each, media ticks
     * @param offset composition offset of each, media ticks
     * @param sync whether each is a sync sample
     */
    public record Run(long count, long duration, long offset, boolean sync) {}

    public static TrackFragment read(Box traf, List<Defaults> defaults) throws MalformedBox {
        List<Box> boxes = traf.children().boxes();
        Box tfhd = traf.required(boxes, "tfhd");
        int flags = tfhd.flags();
        Bytes body = tfhd.body(8);
        long trackId = body.u32(4);
        Defaults trex = defaults.stream().filter(d -> d.trackId() == trackId).findFirst()
                .orElseThrow(() -> tfhd.malformed("track_ID " + trackId + " has no trex"));
        int at = 8;
        boolean based = (flags & 1) != 0;
        int needs = (based ? 8 : 0) + Integer.bitCount(flags & 0x3a) * 4;
        body = tfhd.body(8 + needs);
        long base = based ? body.i64(at) : -1;
        if (based && base < 0) {
            throw tfhd.malformed("base_data_offset " + Long.toUnsignedString(base) + " is beyond 2^63");
        }
        long baseAt = based ? tfhd.position() + tfhd.headerSize() + at : -1;
        at += (based ? 8 : 0) + ((flags & 2) != 0 ? 4 : 0);
        long duration = (flags & 8) != 0 ? body.u32(at) : trex.duration();
        at += Integer.bitCount(flags & 0x18) * 4;
        long sampleFlags = (flags & 0x20) != 0 ? body.u32(at) : trex.flags();
        Box tfdt = Box.only(boxes, "tfdt");
        List<Run> runs = new ArrayList<>();
        for (Box box : boxes) {
            if (box.is("trun")) {
                read(box, duration, sampleFlags, runs);
            }
        }
        return new TrackFragment(trackId, base, baseAt, tfdt == null ? -1 : decodeTime(tfdt), List.copyOf(runs));
    }

    private static long decodeTime(Box tfdt) throws MalformedBox {
        long time = tfdt.version(1) == 1 ? tfdt.body(12).i64(4) : tfdt.body(8).u32(4);
        if (time < 0) {
            throw tfdt.malformed("decode time " + Long.toUnsignedString(time) + " is beyond 2^63");
        }
        return time;
    }

    private static void read(Box trun, long duration, long sampleFlags, List<Run> runs) throws MalformedBox {
        int flags = trun.flags();
        long count = trun.body(8).u32(4);
        int at = 8 + ((flags & 1) != 0 ? 4 : 0);
        long firstFlags = (flags & 4) != 0 ? trun.body(at + 4).u32(at) : -1;
        at += (flags & 4) != 0 ? 4 : 0;
        int row = Integer.bitCount(flags & 0xf00) * 4;
        Bytes rows = trun.table(at, count, row);
        if (count > MAX_SAMPLES) {
            throw trun.malformed("sample_count " + count + " is over " + MAX_SAMPLES);
        }
        if (row == 0) {
            // Nothing is said of the samples one by one: a few bytes may stand for very many.
            boolean apart = firstFlags >= 0 && count > 0;
            if (apart) {
                runs.add(new Run(1, duration, 0, (firstFlags & NON_SYNC) == 0));
            }
            runs.add(new Run(apart ? count - 1 : count, duration, 0, (sampleFlags & NON_SYNC) == 0));
            return;
        }
        for (int i = 0; i < count; i++) {
            int field = i * row;
            long each = (flags & 0x100) != 0 ? rows.u32(field) : duration;
            field += Integer.bitCount(flags & 0x300) * 4;
            long own = (flags & 0x400) != 0 ? rows.u32(field) : i == 0 && firstFlags >= 0 ? firstFlags : sampleFlags;
            field += (flags & 0x400) != 0 ? 4 : 0;
            // As in ctts: version 0 is unsigned by the text, and negative in practice.
            long offset = (flags & 0x800) != 0 ? rows.i32(field) : 0;
            add(runs, new Run(1, each, offset, (own & NON_SYNC) == 0));
        }
    }

    private static void add(List<Run> runs, Run sample) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.duration == sample.duration && last.offset == sample.offset && last.sync == sample.sync) {
            runs.set(runs.size() - 1, new Run(last.count + 1, last.duration, last.offset, last.sync));
        } else {
            runs.add(sample);
        }
    }
}
