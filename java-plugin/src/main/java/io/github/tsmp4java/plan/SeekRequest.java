package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Time;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the seek arguments of a URL ask for.
 *
 * <p>A time is an optional sign, digits, and optionally a point and digits, at most 32 characters, not percent-decoded.
 * Anything else is no number, and an argument that is no number is as good as absent.
 */
public sealed interface SeekRequest {
    /** Nothing to cut: neither a start above 0 nor an end after it. */
    record WholeFile() implements SeekRequest {}

    /** @param message one line for the client */
    record BadRequest(String message) implements SeekRequest {}

    /**
     * @param start the asked movie time, 0 or more
     * @param end where the cut ends, after the start; empty = with the movie
     * @param exact whether playback is to begin with the frame at the start, not at the key frame before it
     */
    record Seek(Time start, Optional<Time> end, boolean exact) implements SeekRequest {}

    int MAX_CHARACTERS = 32;

    /**
     * @param start value of the start argument, or null when the query has none
     * @param end value of the end argument, or null; one at or before the start is ignored
     */
    static SeekRequest parse(String start, String end, boolean exact) {
        return of(number(start).orElse(BigDecimal.ZERO), number(end), exact);
    }

    /**
     * The same of numbers.
     *
     * @param start in seconds
     * @param end in seconds; one at or before the start is ignored
     */
    static SeekRequest of(BigDecimal start, Optional<BigDecimal> end, boolean exact) {
        if (start.signum() < 0) {
            return new BadRequest("start must not be negative: " + start.toPlainString());
        }
        Optional<BigDecimal> to = end.filter(value -> value.compareTo(start) > 0);
        if (start.signum() == 0 && to.isEmpty()) {
            return new WholeFile();
        }
        return new Seek(Time.seconds(start), to.map(Time::seconds), exact);
    }

    private static Optional<BigDecimal> number(String text) {
        return text == null || text.length() > MAX_CHARACTERS || !isNumber(text) ? Optional.empty()
                : Optional.of(new BigDecimal(text));
    }

    private static boolean isNumber(String text) {
        int whole = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int point = afterDigits(text, whole);
        return point > whole && (point == text.length() || text.charAt(point) == '.'
                && point + 1 < text.length() && afterDigits(text, point + 1) == text.length());
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
