package io.github.tsmp4java.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What {@code inspect} says.
 *
 * @param output names the kind of report
 * @param version of the report: another one where an existing name changes
 * @param file as it was named
 * @param bytes of it
 * @param boxes of it by their headers, as far as the first moof; the first hundred
 * @param further how many of each type are behind them
 * @param fault what ends the walk through them before the end of the file
 * @param declined why the file is not cut
 * @param movie what is known of it; absent where it is declined
 * @param starts what becomes of some starts
 * @param stream what becomes of the file as a body that streams past
 */
public record InspectReport(String output, int version, String file, long bytes, List<TopBox> boxes, Map<String, Integer> further,
        String fault, String declined, MovieReport movie, List<Start> starts, Outcome stream) {

    /**
     * A start, and what the cut is.
     *
     * @param begins where it begins; absent where it is declined
     * @param bytes of it; absent where it is declined
     * @param declined why there is none
     */
    public record Start(Moment start, Moment begins, Long bytes, String declined) {}

    /** @param declined why there is no cut */
    public record Outcome(boolean cut, String declined) {}
}
