package io.github.tsmp4java.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a time is written. */
public enum TimeForm {
    /** As in the URLs of nginx: an optional sign, digits, and optionally a point and digits. */
    STRICT {
        @Override
        Optional<BigDecimal> number(String text) {
            int whole = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
            int point = afterDigits(text, whole);
            boolean isNumber = point > whole && (point == text.length() || text.charAt(point) == '.'
                    && point + 1 < text.length() && afterDigits(text, point + 1) == text.length());
            return isNumber ? Optional.of(new BigDecimal(text)) : Optional.empty();
        }
    },
    /** What people type, too: {@code 90s}, {@code .5}, {@code 7.}, {@code 7,3}, {@code 1:30} or {@code 1:02:03.5}. */
    LOOSE {
        @Override
        Optional<BigDecimal> number(String text) {
            Matcher plain = PLAIN.matcher(text);
            if (plain.matches()) {
                BigDecimal seconds = decimal(plain.group("seconds"));
                return Optional.of(plain.group("sign").equals("-") ? seconds.negate() : seconds);
            }
            Matcher clock = CLOCK.matcher(text);
            if (clock.matches()) {
                String hours = clock.group("hours");
                BigDecimal minutes = new BigDecimal(clock.group("minutes"))
                        .add(hours == null ? BigDecimal.ZERO : new BigDecimal(hours).multiply(SIXTY));
                return Optional.of(minutes.multiply(SIXTY).add(decimal(clock.group("seconds"))));
            }
            return Optional.empty();
        }
    };

    public static final int MAX_CHARACTERS = 32;
    private static final String SECONDS = "(?<seconds>\\d+(?:[.,]\\d*)?|[.,]\\d+)";
    private static final Pattern PLAIN = Pattern.compile("(?<sign>[+-]?)" + SECONDS + "s?");
    private static final Pattern CLOCK = Pattern.compile(
            "(?:(?<hours>\\d+):(?=[0-5]?\\d:))?(?<minutes>\\d+):(?=[0-5]?\\d(?:[.,]|$))" + SECONDS);
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    /** A number of seconds, which may be below 0; empty if the text is no time in this form, or is too long. */
    public Optional<BigDecimal> seconds(String text) {
        return text.length() > MAX_CHARACTERS ? Optional.empty() : number(text);
    }

    abstract Optional<BigDecimal> number(String text);

    private static BigDecimal decimal(String seconds) {
        return new BigDecimal(seconds.replace(',', '.'));
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
