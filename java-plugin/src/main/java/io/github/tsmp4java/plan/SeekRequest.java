package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.Time;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the seek arguments of a URL ask for.
 *
 * <p>A time is what its {@link TimeForm} says, not percent-decoded but for the colon and the comma of a loose one. An
 * argument that is no time is as good as absent.
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

    /**
     * @param start value of the start argument, or null when the query has none
     * @param end value of the end argument, or null; one at or before the start is ignored
     */
    static SeekRequest parse(String start, String end, boolean exact, TimeForm form) {
        return of(number(start, form).orElse(BigDecimal.ZERO), number(end, form), exact);
    }

    /** The same in the form that counts where nothing else is asked for. */
    static SeekRequest parse(String start, String end, boolean exact) {
        return parse(start, end, exact, TimeForm.STRICT);
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

    private static Optional<BigDecimal> number(String text, TimeForm form) {
        return text == null ? Optional.empty() : form.seconds(form == TimeForm.STRICT ? text : plain(text));
    }

    /** Programs that write URLs encode the signs of a loose time, which need not be. */
    private static String plain(String text) {
        return text.replace("%3A", ":").replace("%3a", ":").replace("%2C", ",").replace("%2c", ",");
    }
}
