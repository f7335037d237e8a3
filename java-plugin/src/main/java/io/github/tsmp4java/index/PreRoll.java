package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.RollDistances;
import java.util.List;

/**
 * What an audio decoder needs before the first sample that is heard: the file's roll groups, at least what the codec is
 * known to need (one frame for AAC's overlap, 80 ms for Opus, RFC 7845 4.6).
 *
 * @param samples to go back, 0 or more
 * @param ticks to go back, media ticks, 0 or more
 */
public record PreRoll(long samples, long ticks) {
    static final PreRoll NONE = new PreRoll(0, 0);
    private static final int OPUS_SAMPLES = 3840;
    private static final int OPUS_RATE = 48000;

    /** @param codings of its sample descriptions */
    static PreRoll of(List<FourCc> codings, List<Box> stbl, long timescale) throws MalformedBox {
        int samples = codings.stream().anyMatch(coding -> coding.is("mp4a")) ? 1 : 0;
        for (Box box : stbl) {
            if (box.is("sgpd")) {
                FourCc grouping = RollDistances.groupingType(box);
                if (grouping.is("roll") || grouping.is("prol")) {
                    samples = Math.max(samples, RollDistances.read(box).preRoll());
                }
            }
        }
        return new PreRoll(samples, codings.stream().anyMatch(coding -> coding.is("Opus"))
                ? (OPUS_SAMPLES * timescale + OPUS_RATE - 1) / OPUS_RATE : 0);
    }
}
