package io.github.tsmp4java.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people type it: {@code 290.12}, {@code 90s}, {@code 1:30} or {@code 1:02:03.5}. */
final class TimeArgument {
    private static final String SECONDS = "(?<seconds>\\d+(?:\\.\\d*)?|\\.\\d+)";
    private static final Pattern PLAIN = Pattern.compile("(?<sign>[+-]?)" + SECONDS + "s?");
    private static final Pattern CLOCK = Pattern.compile("(?:(?<hours>\\d+):(?=[0-5]?\\d:))?(?<minutes>\\d+):(?=[0-5]?\\d(?:\\.|$))"
            + SECONDS);
    private static final int MAX_CHARACTERS = 32;
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    private TimeArgument() {}

    /**
     * In seconds.
     *
     * @param option that it was given for, as {@code --start}
     */
    static BigDecimal seconds(String option, String text) throws UsageException {
        Matcher plain = PLAIN.matcher(text);
        Matcher clock = CLOCK.matcher(text);
        if (text.length() <= MAX_CHARACTERS && plain.matches()) {
            BigDecimal seconds = new BigDecimal(plain.group("seconds"));
            return plain.group("sign").equals("-") ? seconds.negate() : seconds;
        }
        if (text.length() <= MAX_CHARACTERS && clock.matches()) {
            String hours = clock.group("hours");
            BigDecimal minutes = new BigDecimal(clock.group("minutes"))
                    .add(hours == null ? BigDecimal.ZERO : new BigDecimal(hours).multiply(SIXTY));
            return minutes.multiply(SIXTY).add(new BigDecimal(clock.group("seconds")));
        }
        throw new UsageException(option + " is no time: '" + text + "'; write seconds as 290.12 or 90s, or 1:30 or 1:02:03.5");
    }
}
