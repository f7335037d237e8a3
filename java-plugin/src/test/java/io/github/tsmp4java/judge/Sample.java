package io.github.tsmp4java.judge;

import java.util.Map;

/**
 * One sample with all that the tables say of it. Times are ticks of the track's timescale.
 *
 * @param sdtp   the dependency byte, -1 when the track has no sdtp
 * @param groups group index by "type" or "type:parameter"; a sample in no group is 0
 */
public record Sample(long dts, long duration, long offset, long size, long place, boolean sync, int description,
        int sdtp, Map<String, Long> groups) {
    /** Composition time. */
    public long ct() {
        return dts + offset;
    }
}
