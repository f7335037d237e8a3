package io.github.tsmp4java.plan;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What the seek arguments of a URL ask for.
 *
 * <p>A time is an optional sign, digits, and optionally a point and digits, at most 32 characters, not percent-decoded.
 * Anything else is no number, and no number means the whole file.
 */
public sealed interface SeekRequest {
    /** Nothing to cut: no start, one that is no number, or 0. */
    record WholeFile() implements SeekRequest {}

    /** @param message one line for the client */
    record BadRequest(String message) implements SeekRequest {}

    /** @param start the asked movie time, above zero */
    record Seek(Time start) implements SeekRequest {}

    int MAX_CHARACTERS = 32;
    Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    /**
     * @param start value of the start argument, or null when the query has none
     * @param end value of the end argument, or null; it does not change the answer
     */
    static SeekRequest parse(String start, String end) {
        if (start == null || start.length() > MAX_CHARACTERS || !NUMBER.matcher(start).matches()) {
            return new WholeFile();
        }
        BigDecimal seconds = new BigDecimal(start);
        if (seconds.signum() < 0) {
            return new BadRequest("start must not be negative: " + start);
        }
        return seconds.signum() == 0 ? new WholeFile() : new Seek(Time.seconds(seconds));
    }
}
