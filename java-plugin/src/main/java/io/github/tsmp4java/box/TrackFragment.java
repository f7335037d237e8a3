package io.github.tsmp4java.box;

import java.util.ArrayList;
import java.util.List;

/**
 * A track fragment, traf (ISO/IEC 14496-12, 8.8.6 to 8.8.8, 8.8.12; in moof): when its samples are decoded, which are
 * sync, and where in the file they are.
 *
 * @param trackId of the track it continues
 * @param baseDataOffset the place in the file that its header names, or null
 * @param decodeTime of the first sample, media ticks, or null when the fragment does not say (no tfdt)
 * @param samples in decoding order
 * @param mediaBegin the lowest byte of the file that holds one; {@link Long#MAX_VALUE} when none has bytes
 * @param mediaEnd one past the highest
 * @param next where the media of the next track fragment begin that names no place itself
 */
public record TrackFragment(long trackId, Field baseDataOffset, Field decodeTime, List<Run> samples, long mediaBegin,
        long mediaEnd, long next) {
    /** sample_is_non_sync_sample in sample flags (8.8.3.1). */
    private static final int NON_SYNC = 0x10000;
    private static final long MAX_SAMPLES = 1 << 20;
    private static final int BASE_DATA_OFFSET = 1;
    private static final int DEFAULT_BASE_IS_MOOF = 0x20000;

    /** What trex says of samples that say nothing themselves (8.8.3). */
    public record Defaults(long trackId, long duration, long size, long flags) {
        public static Defaults read(Box trex) throws MalformedBox {
            Bytes body = trex.body(24);
            return new Defaults(body.u32(4), body.u32(12), body.u32(16), body.u32(20));
        }
    }

    /**
     * A number, and where in the file it is written.
     *
     * @param at its first byte
     * @param width its bytes, 4 or 8
     */
    public record Field(long at, int width, long value) {
        private static Field read(Box box, int at, int width) throws MalformedBox {
            Bytes body = box.body(at + width);
            long value = width == 8 ? body.i64(at) : body.u32(at);
            if (value < 0) {
                throw box.malformed("its number " + Long.toUnsignedString(value) + " is beyond 2^63");
            }
            return new Field(box.position() + box.headerSize() + at, width, value);
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

    /**
     * @param moof where the fragment begins in the file
     * @param follows where the media of the track fragment before it end; those of the first begin at the moof
     */
    public static TrackFragment read(Box traf, List<Defaults> defaults, long moof, long follows) throws MalformedBox {
        List<Box> boxes = traf.children().boxes();
        Box tfhd = traf.required(boxes, "tfhd");
        int flags = tfhd.flags();
        long trackId = tfhd.body(8).u32(4);
        Defaults trex = defaults.stream().filter(d -> d.trackId() == trackId).findFirst()
                .orElseThrow(() -> tfhd.malformed("track_ID " + trackId + " has no trex"));
        int at = 8;
        Field base = (flags & BASE_DATA_OFFSET) != 0 ? Field.read(tfhd, at, 8) : null;
        at += base != null ? 8 : 0;
        Bytes body = tfhd.body(at + Integer.bitCount(flags & 0x3a) * 4);
        at += (flags & 2) != 0 ? 4 : 0;
        long duration = (flags & 8) != 0 ? body.u32(at) : trex.duration();
        at += (flags & 8) != 0 ? 4 : 0;
        long size = (flags & 0x10) != 0 ? body.u32(at) : trex.size();
        at += (flags & 0x10) != 0 ? 4 : 0;
        long sampleFlags = (flags & 0x20) != 0 ? body.u32(at) : trex.flags();
        Box tfdt = Box.only(boxes, "tfdt");
        long begin = base != null ? base.value() : (flags & DEFAULT_BASE_IS_MOOF) != 0 ? moof : follows;
        Runs runs = new Runs(begin);
        try {
            for (Box box : boxes) {
                if (box.is("trun")) {
                    runs.read(box, new Defaults(trackId, duration, size, sampleFlags));
                }
            }
        } catch (ArithmeticException e) {
            throw traf.malformed("the places of its samples leave 63 bits");
        }
        return new TrackFragment(trackId, base, tfdt == null ? null : Field.read(tfdt, 4, tfdt.version(1) == 1 ? 8 : 4),
                List.copyOf(runs.samples), runs.mediaBegin, runs.mediaEnd, runs.next);
    }

    /** Its track runs, one after the other. */
    private static final class Runs {
        private final List<Run> samples = new ArrayList<>();
        private final long base;
        private long mediaBegin = Long.MAX_VALUE;
        private long mediaEnd;
        private long next;

        Runs(long base) {
            this.base = base;
            next = base;
        }

        void read(Box trun, Defaults usual) throws MalformedBox {
            int flags = trun.flags();
            long count = trun.body(8).u32(4);
            int at = 8;
            if ((flags & 1) != 0) {
                next = Math.addExact(base, (long) trun.body(at + 4).i32(at));
                at += 4;
            }
            long firstFlags = (flags & 4) != 0 ? trun.body(at + 4).u32(at) : -1;
            at += (flags & 4) != 0 ? 4 : 0;
            int row = Integer.bitCount(flags & 0xf00) * 4;
            Bytes rows = trun.table(at, count, row);
            if (count > MAX_SAMPLES) {
                throw trun.malformed("sample_count " + count + " is over " + MAX_SAMPLES);
            }
            long begin = next;
            if (row == 0) {
                alike(count, usual, firstFlags);
            } else {
                for (int i = 0; i < count; i++) {
                    sample(rows.from(i * row), flags, usual, i == 0 ? firstFlags : -1);
                }
            }
            if (next > begin) {
                mediaBegin = Math.min(mediaBegin, begin);
                mediaEnd = Math.max(mediaEnd, next);
            }
        }

        /** Nothing is said of the samples one by one: a few bytes may stand for very many. */
        private void alike(long count, Defaults usual, long firstFlags) {
            boolean apart = firstFlags >= 0 && count > 0;
            if (apart) {
                samples.add(new Run(1, usual.duration(), 0, (firstFlags & NON_SYNC) == 0));
            }
            samples.add(new Run(apart ? count - 1 : count, usual.duration(), 0, (usual.flags() & NON_SYNC) == 0));
            next = Math.addExact(next, Math.multiplyExact(count, usual.size()));
        }

        private void sample(Bytes row, int flags, Defaults usual, long firstFlags) {
            int at = 0;
            long duration = (flags & 0x100) != 0 ? row.u32(at) : usual.duration();
            at += (flags & 0x100) != 0 ? 4 : 0;
            next = Math.addExact(next, (flags & 0x200) != 0 ? row.u32(at) : usual.size());
            at += (flags & 0x200) != 0 ? 4 : 0;
            long own = (flags & 0x400) != 0 ? row.u32(at) : firstFlags >= 0 ? firstFlags : usual.flags();
            at += (flags & 0x400) != 0 ? 4 : 0;
            // As in ctts: version 0 is unsigned by the text, and negative in practice.
            long offset = (flags & 0x800) != 0 ? row.i32(at) : 0;
            boolean sync = (own & NON_SYNC) == 0;
            Run last = samples.isEmpty() ? null : samples.get(samples.size() - 1);
            if (last != null && last.duration == duration && last.offset == offset && last.sync == sync) {
                samples.set(samples.size() - 1, new Run(last.count + 1, duration, offset, sync));
            } else {
                samples.add(new Run(1, duration, offset, sync));
            }
        }
    }
}
