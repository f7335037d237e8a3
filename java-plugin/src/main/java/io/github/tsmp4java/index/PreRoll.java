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
 * @param reason as {@code one AAC frame}; empty where there is nothing to go back for
 */
public record PreRoll(long samples, long ticks, String reason) {
    static final PreRoll NONE = new PreRoll(0, 0, "");
    private static final int OPUS_SAMPLES = 3840;
    private static final int OPUS_RATE = 48000;

    /** @param codings of its sample descriptions */
    static PreRoll of(List<FourCc> codings, List<Box> stbl, long timescale, List<String> repairs) throws MalformedBox {
        int samples = codings.stream().anyMatch(coding -> coding.is("mp4a")) ? 1 : 0;
        String reason = samples > 0 ? "one AAC frame" : "";
        for (Box box : stbl) {
            if (box.is("sgpd")) {
                FourCc grouping = RollDistances.groupingType(box);
                if (grouping.is("roll") || grouping.is("prol")) {
                    int distance = RollDistances.read(box, repairs).preRoll();
                    reason = distance > samples ? grouping + " groups of " + distance + " samples" : reason;
                    samples = Math.max(samples, distance);
                }
            }
        }
        boolean opus = codings.stream().anyMatch(coding -> coding.is("Opus"));
        return new PreRoll(samples, opus ? (OPUS_SAMPLES * timescale + OPUS_RATE - 1) / OPUS_RATE : 0,
                opus ? (samples > 0 ? reason + ", and " : "") + "80 ms of Opus" : reason);
    }
}
