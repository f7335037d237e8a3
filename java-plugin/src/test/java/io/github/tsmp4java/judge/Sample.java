package io.github.tsmp4java.judge;

import java.util.Map;

/**
 * One sample with all that the tables say of it. Times are ticks of the track's timescale.
 *
 * @param sdtp       the dependency byte, -1 when the track has no sdtp
 * @param groups     group index by "type" or "type:parameter"; a sample in no group is 0
 * @param subSamples what each subs box says of it, by the box's flags and turn; a sample with no entry is not there
 * @param auxiliary  where its auxiliary information is; null when it has none
 */
public record Sample(long dts, long duration, long offset, long size, long place, boolean sync, int description,
        int sdtp, Map<String, Long> groups, Map<String, String> subSamples, Auxiliary auxiliary) {
    /** A piece of the file. */
    public record Auxiliary(long place, int size) {
    }

    /** Composition time. */
    public long ct() {
        return dts + offset;
    }
}
