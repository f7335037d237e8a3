package io.github.tsmp4java.cli;

import io.github.tsmp4java.plan.TimeForm;
import java.math.BigDecimal;

/** A time as people type it. */
final class TimeArgument {
    private TimeArgument() {}

    /**
     * In seconds.
     *
     * @param option that it was given for, as {@code --start}
     */
    static BigDecimal seconds(String option, String text) throws UsageException {
        return TimeForm.LOOSE.seconds(text).orElseThrow(() -> new UsageException(option + " is no time: '" + text
                + "'; write seconds as 290.12 or 90s, or 1:30 or 1:02:03.5"));
    }
}
