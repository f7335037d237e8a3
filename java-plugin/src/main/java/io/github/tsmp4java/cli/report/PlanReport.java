package io.github.tsmp4java.cli.report;

/**
 * What {@code plan} says.
 *
 * @param output names the kind of report
 * @param version of the report: another one where an existing name changes
 * @param file as it was named
 * @param bytes of it; absent of a pipe
 * @param asked what was asked for; absent where that is the whole file
 * @param declined why there is no cut
 * @param cut what is made; absent where that is the whole file, or nothing
 */
public record PlanReport(String output, int version, String file, Long bytes, Asked asked, String declined, CutReport cut) {

    /** @param end absent where the cut goes on to the end of the movie */
    public record Asked(Moment start, Moment end, boolean exact) {}
}
