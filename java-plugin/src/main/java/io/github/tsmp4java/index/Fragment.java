package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A movie fragment: where it stands and what each of its tracks plays (ISO/IEC 14496-12, 8.8.4).
 *
 * @param position of its moof in the file
 * @param begin its first byte in the file: that of the moof, or of an mdat before it that holds its samples
 * @param bytes of the moof
 * @param headerSize of the moof
 * @param end of its media in the file
 * @param mediaBegin the lowest byte of the file that its samples are in; {@link Long#MAX_VALUE} when they have none
 * @param mediaEnd one past the highest
 * @param parts of the tracks in it
 * @param fields of it, and of the boxes after it, whose bytes are different in a cut; ascending
 */
public record Fragment(long position, long begin, Bytes bytes, int headerSize, long end, long mediaBegin, long mediaEnd,
        List<Part> parts, List<Field> fields) {
    /** What a field says. */
    public enum Kind {
        /** A place in the file: base_data_offset of tfhd. */
        PLACE,
        /** A decode time: baseMediaDecodeTime of tfdt. */
        TIME,
        /** The type of a box that would be wrong in a cut, or means nothing in one. */
        LEFT_OUT,
        /** What the cut says there. */
        GIVEN
    }

    /**
     * A number in a kept fragment that a cut changes.
     *
     * @param at its first byte in the file
     * @param width its bytes, 4 or 8
     * @param value a place or a time of the source, or the type of a box; of {@link Kind#GIVEN} the value in the cut
     * @param trackId of the track that it is of; 0 when it is of none
     */
    public record Field(long at, int width, Kind kind, long value, long trackId) {
        public long end() {
            return at + width;
        }
    }

    /**
     * What a fragment holds of a track. Times are media ticks, from the beginning of the track.
     *
     * @param trackId of the track
     * @param position of the fragment in the file
     * @param traf where its track fragment box is in the file
     * @param decodeTime of the first sample
     * @param decodeEnd when the last sample is over, in decoding time
     * @param timed whether the fragment itself says when it is decoded (tfdt); without it, decoding goes on from where it was
     * @param begin when the first sample is decoded, or any is composed, whichever is earlier
     * @param composedEnd when the last sample composed ends
     * @param syncs its sync samples
     */
    public record Part(long trackId, long position, long traf, long decodeTime, long decodeEnd, boolean timed, long begin,
            long composedEnd, List<Syncs> syncs) {

        /** The same, {@code ticks} later. */
        Part later(long ticks) {
            return new Part(trackId, position, traf, Math.addExact(decodeTime, ticks), Math.addExact(decodeEnd, ticks), timed,
                    Math.addExact(begin, ticks), Math.addExact(composedEnd, ticks), syncs.stream()
                            .map(run -> new Syncs(run.sample(), Math.addExact(run.first(), ticks), run.count(), run.duration()))
                            .toList());
        }

        /** Composition time of the last sync sample composed at or before {@code tick}; -1 when there is none. */
        public long syncAtOrBefore(long tick) {
            long found = -1;
            for (Syncs run : syncs) {
                if (run.first() <= tick) {
                    found = Math.max(found, run.first() + run.stepsTo(tick) * run.duration());
                }
            }
            return found;
        }

        /** The last sample, from 0, that {@link #syncAtOrBefore} is of; there must be one. */
        public int sampleAtOrBefore(long tick) {
            long key = syncAtOrBefore(tick);
            long found = 0;
            for (Syncs run : syncs) {
                if (run.first() <= tick && run.first() + run.stepsTo(tick) * run.duration() == key) {
                    found = run.sample() + run.stepsTo(tick);
                }
            }
            return Math.toIntExact(found);
        }

        long byteSize() {
            return PART_BYTES + (long) SYNCS_BYTES * syncs.size();
        }

        /** Composition time of the first sync sample; -1 when there is none. */
        public long firstSync() {
            return syncs.isEmpty() ? -1 : syncs.get(0).first();
        }
    }

    /**
     * Sync samples that follow each other.
     *
     * @param sample the first of them, from the first of the part
     * @param first composition time of the first
     * @param count how many
     * @param duration from one to the next
     */
    public record Syncs(long sample, long first, long count, long duration) {
        /** How many steps from the first to the last at or before {@code tick}, which is not before the first. */
        long stepsTo(long tick) {
            return duration == 0 ? 0 : Math.min(count - 1, (tick - first) / duration);
        }
    }

    /** How many of them, which ascend, have their moof before a place in the file. */
    public static int countBefore(List<Fragment> fragments, long place) {
        return countBefore(fragments, place, Fragment::position);
    }

    /** How many of them begin before a place in the file. */
    public static int countBegun(List<Fragment> fragments, long place) {
        return countBefore(fragments, place, Fragment::begin);
    }

    private static int countBefore(List<Fragment> fragments, long place, ToLongFunction<Fragment> where) {
        int low = 0;
        int high = fragments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (where.applyAsLong(fragments.get(middle)) < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether all its samples are in it, before or behind the moof, as far as the end of the fragments sent. */
    public boolean holdsItsMedia(long endSent) {
        boolean before = mediaBegin >= begin && mediaEnd <= position;
        return before || mediaBegin >= position + bytes.size() && mediaEnd <= endSent;
    }

    /** The moof, its boxes to be found. */
    public Box moof() {
        return Box.topLevel(FourCc.of("moof"), bytes, headerSize, position);
    }

    /** What each takes in memory, beside the moof itself. */
    static final int BYTES = 168;
    static final int PART_BYTES = 104;
    static final int SYNCS_BYTES = 56;
    static final int FIELD_BYTES = 56;

    long byteSize() {
        long sum = BYTES + bytes.size() + (long) FIELD_BYTES * fields.size();
        for (Part part : parts) {
            sum += part.byteSize();
        }
        return sum;
    }
}
