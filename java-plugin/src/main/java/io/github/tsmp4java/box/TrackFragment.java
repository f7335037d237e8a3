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
 * @param base the place in the file that its runs count from
 * @param isBehind whether that is where the media of the track fragment before it end; for the first, where the moof begins
 * @param runs of its samples
 * @param samples in decoding order, like ones together
 * @param mediaBegin the lowest byte of the file that holds one; {@link Long#MAX_VALUE} when none has bytes
 * @param mediaEnd one past the highest
 * @param next where the media of the next track fragment begin that names no place itself
 */
public record TrackFragment(long trackId, Field baseDataOffset, Field decodeTime, long base, boolean isBehind,
        List<Trun> runs, List<Run> samples, long mediaBegin, long mediaEnd, long next) {
    private static final int BASE_DATA_OFFSET = 1;
    private static final int DEFAULT_BASE_IS_MOOF = 0x20000;

    /** What trex says of samples that say nothing themselves (8.8.3). */
    public record Defaults(long trackId, long duration, long size, long flags) {
        private static Defaults read(Box trex) throws MalformedBox {
            Bytes body = trex.body(24);
            return new Defaults(body.u32(4), body.u32(12), body.u32(16), body.u32(20));
        }

        /** Of every track, by the movie extends box. */
        public static List<Defaults> all(Box mvex, int most) throws MalformedBox {
            List<Defaults> defaults = new ArrayList<>();
            for (Box box : mvex.children().boxes()) {
                if (box.is("trex") && defaults.size() == most) {
                    throw mvex.malformed("more than " + most + " trex");
                } else if (box.is("trex")) {
                    defaults.add(read(box));
                }
            }
            return List.copyOf(defaults);
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
        Field named = (flags & BASE_DATA_OFFSET) != 0 ? Field.read(tfhd, at, 8) : null;
        at += named != null ? 8 : 0;
        Bytes body = tfhd.body(at + Integer.bitCount(flags & 0x3a) * 4);
        at += (flags & 2) != 0 ? 4 : 0;
        long duration = (flags & 8) != 0 ? body.u32(at) : trex.duration();
        at += (flags & 8) != 0 ? 4 : 0;
        long size = (flags & 0x10) != 0 ? body.u32(at) : trex.size();
        at += (flags & 0x10) != 0 ? 4 : 0;
        long sampleFlags = (flags & 0x20) != 0 ? body.u32(at) : trex.flags();
        Box tfdt = Box.only(boxes, "tfdt");
        boolean isBehind = named == null && (flags & DEFAULT_BASE_IS_MOOF) == 0;
        long base = named != null ? named.value() : isBehind ? follows : moof;
        List<Trun> runs = new ArrayList<>();
        List<Run> samples = new ArrayList<>();
        long mediaBegin = Long.MAX_VALUE;
        long mediaEnd = 0;
        long next = base;
        try {
            for (Box box : boxes) {
                if (box.is("trun")) {
                    Trun run = Trun.read(box, new Defaults(trackId, duration, size, sampleFlags), base, next);
                    next = Math.addExact(run.place(), run.bytesBefore(run.count()));
                    if (next > run.place()) {
                        mediaBegin = Math.min(mediaBegin, run.place());
                        mediaEnd = Math.max(mediaEnd, next);
                    }
                    runs.add(run);
                    addSamples(run, samples);
                }
            }
        } catch (ArithmeticException e) {
            throw traf.malformed("the places of its samples leave 63 bits");
        }
        Field decodeTime = tfdt == null ? null : Field.read(tfdt, 4, tfdt.version(1) == 1 ? 8 : 4);
        return new TrackFragment(trackId, named, decodeTime, base, isBehind, List.copyOf(runs), List.copyOf(samples), mediaBegin, mediaEnd, next);
    }

    private static void addSamples(Trun trun, List<Run> samples) throws MalformedBox {
        // Where nothing is said of the samples one by one, a few bytes may stand for very many.
        int told = trun.rowSize() > 0 ? trun.count() : Math.min(trun.count(), 1);
        for (int i = 0; i < told; i++) {
            add(new Run(1, trun.duration(i), trun.offset(i), trun.isSync(i)), samples);
        }
        if (trun.count() > told) {
            add(new Run(trun.count() - told, trun.duration(told), 0, trun.isSync(told)), samples);
        }
    }

    private static void add(Run more, List<Run> samples) {
        Run last = samples.isEmpty() ? null : samples.get(samples.size() - 1);
        if (last != null && last.duration == more.duration && last.offset == more.offset && last.sync == more.sync) {
            samples.set(samples.size() - 1, new Run(last.count + more.count, last.duration, last.offset, last.sync));
        } else {
            samples.add(more);
        }
    }
}
