package io.github.tsmp4java.index;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.Stss;
import io.github.tsmp4java.box.TrackReferences;
import io.github.tsmp4java.index.Fragment.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A track, checked and ready to be asked.
 *
 * @param number of the trak in the moov, from 1
 * @param tkhd its header: track_ID and duration
 * @param enabled whether it takes part in the presentation by default
 * @param handler as {@code vide}, {@code soun}
 * @param formats of its sample descriptions; empty when it has none, and no player can decode it
 * @param mdhd its media header: timescale and duration
 * @param times of its samples
 * @param sizes of its samples
 * @param chunks that hold them
 * @param sync its sync samples; null = every sample is one
 * @param parts of it that are in fragments, in file order
 * @param timeline how its media plays in the movie
 * @param preRoll what its decoder needs before the first sample heard
 * @param groups its sample groups
 * @param subSamples its sub-sample information
 * @param auxiliary what decrypts its samples, or null
 * @param timecode what it counts, or null
 * @param references to other tracks
 * @param repairs what was repaired or is peculiar, for the plan's text
 */
public record TrackIndex(int number, DurationHeader tkhd, boolean enabled, FourCc handler, List<FourCc> formats,
        DurationHeader mdhd, SampleTimes times, SampleSizes sizes, Chunks chunks, Stss sync, List<Part> parts, Timeline timeline,
        PreRoll preRoll, List<SampleGroups> groups,
        List<SubSamples> subSamples, AuxiliaryInfo auxiliary, Timecode timecode, TrackReferences references, List<String> repairs) {
    /** A start may be compared with this many samples of odd composition order, no more. */
    private static final int MAX_STEPS_BACK = 1_000;
    private static final Set<String> PICTURES_AND_SOUND = Set.of("vide", "soun", "auxv", "pict");

    public long id() {
        return tkhd.field();
    }

    public long timescale() {
        return mdhd.field();
    }

    public long samples() {
        return times.count();
    }

    /** Whether the tables of the moov have rows, or claim to, even if they do not agree on a single sample. */
    public boolean hasRows() {
        return times.durations().total() > 0 || sizes.stsz().count() > 0 || chunks.rows() > 0 || chunks.offsets().count() > 0
                || !repairs.isEmpty();
    }

    /** Whether it has neither pictures nor sound: each of its samples is a text, or something else that is said of a time. */
    public boolean isOfCues() {
        return !PICTURES_AND_SOUND.contains(handler.toString());
    }

    /** Whether every sample can be decoded on its own. */
    public boolean allSync() {
        return sync == null;
    }

    /**
     * The last sync sample, in decoding order, that is composed at or before {@code tick}; -1 when there is none.
     *
     * @param tick media ticks
     */
    public long syncAtOrBefore(long tick) throws DeclinedCut {
        long last = times.atDts(tick - times.minOffset());
        long candidate = allSync() ? last : sync.rowAtOrBefore(last);
        for (int steps = 0; candidate >= 0; candidate--) {
            long sample = allSync() ? candidate : sync.sample(Math.toIntExact(candidate));
            if (times.ct(sample) <= tick) {
                return sizes.packetBegin(sample);
            }
            tooFar(++steps);
        }
        return -1;
    }

    /**
     * The sample that decoding has to begin with for what is shown at {@code tick}. Where key frames are shown in another
     * order than they are decoded in, that may be one before the last key frame composed by then.
     */
    public long decodedFromAt(long tick) throws DeclinedCut {
        long key = Math.max(0, syncAtOrBefore(tick));
        long shown = key;
        for (int steps = 0; steps < MAX_STEPS_BACK && key - steps > 0; steps++) {
            long sample = key - steps - 1;
            if (times.dts(sample) + times.maxOffset() <= times.ct(shown)) {
                break;
            }
            if (times.ct(sample) <= tick && times.ct(sample) > times.ct(shown) && syncAtOrBeforeSample(sample) == sample) {
                shown = sample;
            }
        }
        return decodedFrom(shown);
    }

    /** The latest composition time, in the moov, that is not after {@code tick}; {@link Long#MIN_VALUE} when all are. */
    public long composedAtOrBefore(long tick) {
        long found = Long.MIN_VALUE;
        long last = times.atDts(tick - times.minOffset());
        for (long sample = last; sample >= 0 && last - sample < MAX_STEPS_BACK; sample--) {
            long time = times.ct(sample);
            found = time <= tick ? Math.max(found, time) : found;
            if (times.dts(sample) + times.maxOffset() <= found) {
                break;
            }
        }
        return found;
    }

    /** The sample that a decoder must start from to have {@code sample}, in decoding order; 0 where none is named so early. */
    public long syncAtOrBeforeSample(long sample) {
        int row = allSync() ? -1 : sync.rowAtOrBefore(sample);
        return allSync() ? sample : row < 0 ? 0 : sync.sample(row);
    }

    /** The sample that decoding has to begin with for {@code sample} to be right: its key frame's, less the pre-roll. */
    public long decodedFrom(long sample) {
        long bySamples = Math.max(0, sample - preRoll.samples());
        long byTicks = Math.max(0, times.atDts(times.dts(sample) - preRoll.ticks()));
        return sizes.packetBegin(syncAtOrBeforeSample(Math.min(bySamples, byTicks)));
    }

    /** The part that decoding has to begin in to show {@code tick}; empty when that is before all of them. */
    public Optional<Part> partDecodedFrom(long tick) {
        Part found = null;
        long key = -1;
        for (Part part : parts) {
            long sync = part.syncAtOrBefore(preRolled(part, tick));
            if (sync > key) {
                key = sync;
                found = part;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The tick whose sample, which is in {@code part}, decoding has to begin with to show {@code tick}. */
    public long preRolled(Part part, long tick) {
        long ahead = part.syncs().isEmpty() ? 0 : part.syncs().get(0).duration() * preRoll.samples();
        return tick - ahead - preRoll.ticks();
    }

    /**
     * The last sample, in decoding order, that is composed before {@code tick}; -1 when there is none. If all samples up to
     * it are kept, so are all that are needed to decode what is shown before {@code tick}.
     */
    public long lastComposedBefore(long tick) throws DeclinedCut {
        long candidate = times.atDts(tick - 1 - times.minOffset());
        for (int steps = 0; candidate >= 0 && times.ct(candidate) >= tick; candidate--) {
            tooFar(++steps);
        }
        return candidate < 0 ? candidate : Math.min(times.count(), sizes.packetEnd(candidate)) - 1;
    }

    private void tooFar(int steps) throws DeclinedCut {
        if (steps > MAX_STEPS_BACK) {
            throw new DeclinedCut("composition offsets from " + times.minOffset() + " to " + times.maxOffset() + " (track "
                    + id() + ")");
        }
    }

    /** Composition time of the last sync sample composed at or before {@code tick}, in the moov or in a fragment; or -1. */
    public long syncTimeAtOrBefore(long tick) throws DeclinedCut {
        long sample = syncAtOrBefore(tick);
        long found = sample < 0 ? -1 : times.ct(sample);
        for (Part part : parts) {
            found = Math.max(found, part.syncAtOrBefore(tick));
        }
        return found;
    }

    /** Composition time of the first sync sample, in the moov or in a fragment; of the first sample where none is named. */
    public long firstSyncTime() {
        if (samples() > 0 && (allSync() || sync.rowAtOrBefore(samples() - 1) >= 0)) {
            return times.ct(allSync() ? 0 : sync.sample(0));
        }
        return parts.stream().mapToLong(Part::firstSync).filter(time -> time >= 0).findFirst()
                .orElse(samples() > 0 ? times.ct(0) : 0);
    }

    /** How long the sample lasts that is decoded at {@code tick}; without samples in the moov, the first sync sample. */
    public Time frame(long tick) {
        long sample = Math.max(0, Math.min(times.atDts(tick), samples() - 1));
        long ticks = samples() > 0 ? times.dts(sample + 1) - times.dts(sample)
                : parts.stream().flatMap(part -> part.syncs().stream()).mapToLong(Fragment.Syncs::duration).findFirst().orElse(0);
        return Time.of(ticks, timescale());
    }

    /** What the objects of a track take beside its tables, and each edit and each repair. */
    private static final int BYTES = 3072;
    private static final int EDIT_BYTES = 200;
    static final int TEXT_BYTES = 64;

    long byteSize() {
        // Without samples in the moov, the parts are the objects that the fragments count; else they may be later copies.
        long ofParts = samples() == 0 ? 8L * parts.size() : parts.stream().mapToLong(Part::byteSize).sum();
        return BYTES + (long) EDIT_BYTES * timeline.segments().size()
                + repairs.stream().mapToInt(repair -> TEXT_BYTES + repair.length()).sum()
                + ofParts + times.byteSize() + sizes.byteSize() + chunks.byteSize()
                + groups.stream().mapToInt(SampleGroups::byteSize).sum()
                + subSamples.stream().mapToInt(SubSamples::byteSize).sum()
                + (auxiliary == null ? 0 : auxiliary.byteSize());
    }
}
