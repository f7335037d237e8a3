package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.TrackFragment;
import io.github.tsmp4java.box.TrackFragment.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A movie fragment: where it stands and what each of its tracks plays (ISO/IEC 14496-12, 8.8.4).
 *
 * @param position of its moof in the file
 * @param end of its media in the file
 * @param parts of the tracks in it
 */
public record Fragment(long position, long end, List<Part> parts) {
    /**
     * What a fragment holds of a track. Times are media ticks, from the beginning of the track.
     *
     * @param trackId of the track
     * @param position of the fragment in the file
     * @param decodeTime of the first sample
     * @param timed whether the fragment itself says so (tfdt); without it decoding goes on where it was
     * @param begin when the first sample is decoded, or any is composed, whichever is earlier
     * @param composedEnd when the last sample composed ends
     * @param syncs its sync samples
     * @param offsetAt where in the file the part names a place in the file, 8 bytes; -1 when it does not
     * @param offset that place
     */
    public record Part(long trackId, long position, long decodeTime, boolean timed, long begin, long composedEnd,
            List<Syncs> syncs, long offsetAt, long offset) {

        /** Composition time of the last sync sample composed at or before {@code tick}; -1 when there is none. */
        public long syncAtOrBefore(long tick) {
            long found = -1;
            for (Syncs run : syncs) {
                if (run.first() <= tick) {
                    long steps = run.duration() == 0 ? 0 : Math.min(run.count() - 1, (tick - run.first()) / run.duration());
                    found = Math.max(found, run.first() + steps * run.duration());
                }
            }
            return found;
        }

        /** Composition time of the first sync sample; -1 when there is none. */
        public long firstSync() {
            return syncs.isEmpty() ? -1 : syncs.get(0).first();
        }
    }

    /**
     * Sync samples that follow each other.
     *
     * @param first composition time of the first
     * @param count how many
     * @param duration from one to the next
     */
    public record Syncs(long first, long count, long duration) {}

    /** Reads fragments in file order; a track without decode times goes on where it stopped. */
    static final class Reader {
        private final List<TrackFragment.Defaults> defaults = new ArrayList<>();
        private final Map<Long, Long> ends = new HashMap<>();

        Reader(Box mvex) throws MalformedBox {
            for (Box box : mvex.children().boxes()) {
                if (box.is("trex") && defaults.size() == MovieIndex.MAX_TRACKS) {
                    throw mvex.malformed("more than " + MovieIndex.MAX_TRACKS + " trex");
                } else if (box.is("trex")) {
                    defaults.add(TrackFragment.Defaults.read(box));
                }
            }
        }

        Fragment read(Box moof) throws MalformedBox {
            List<Part> parts = new ArrayList<>();
            for (Box box : moof.children().boxes()) {
                if (box.is("traf")) {
                    parts.add(part(moof.position(), box, TrackFragment.read(box, defaults)));
                }
            }
            return new Fragment(moof.position(), moof.position() + moof.bytes().size(), List.copyOf(parts));
        }

        private Part part(long position, Box traf, TrackFragment read) throws MalformedBox {
            long begin = read.decodeTime() >= 0 ? read.decodeTime() : ends.getOrDefault(read.trackId(), 0L);
            long time = begin;
            long earliest = begin;
            long composedEnd = begin;
            List<Syncs> syncs = new ArrayList<>();
            try {
                for (Run run : read.samples()) {
                    if (run.sync()) {
                        syncs.add(new Syncs(Math.addExact(time, run.offset()), run.count(), run.duration()));
                    }
                    earliest = Math.min(earliest, time + run.offset());
                    time = Math.addExact(time, Math.multiplyExact(run.count(), run.duration()));
                    composedEnd = Math.max(composedEnd, Math.addExact(time, run.offset()));
                }
            } catch (ArithmeticException e) {
                throw traf.malformed("sample times leave 63 bits");
            }
            ends.put(read.trackId(), time);
            return new Part(read.trackId(), position, begin, read.decodeTime() >= 0, earliest, composedEnd, List.copyOf(syncs),
                    read.baseDataOffsetAt(), read.baseDataOffset());
        }
    }

    /** The same with media up to {@code newEnd}. */
    Fragment until(long newEnd) {
        return new Fragment(position, newEnd, parts);
    }

    int byteSize() {
        return parts.stream().mapToInt(part -> 80 + 48 * part.syncs().size()).sum() + 40;
    }
}
