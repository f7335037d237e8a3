package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;

/**
 * Which part of the movie a cut is, for its player: times of the movie in nanoseconds, rounded up, so that a seek to where
 * a cut begins gives the same cut. {@link #UNKNOWN} = more than 63 bits can hold.
 *
 * @param begin of the cut
 * @param end of the cut
 * @param duration of the whole movie
 * @param exact whether it begins where it was asked to, and not at the key frame before
 */
public record CutTimes(long begin, long end, long duration, boolean exact) {
    public static final long UNKNOWN = -1;
    private static final long NANOSECONDS = 1_000_000_000;

    public static CutTimes of(MovieIndex index, CutPlan plan) {
        Time movie = duration(index);
        Time end = plan.until().map(movie::min).orElse(movie);
        return new CutTimes(nanoseconds(plan.snap().start()), nanoseconds(end), nanoseconds(movie), plan.snap().exact());
    }

    /** Up to the end of the longest track, however the file comes: of one that streams past no time code can be read. */
    private static Time duration(MovieIndex index) {
        return index.tracks().stream().filter(track -> !track.handler().is("hint") && !track.handler().is("tmcd"))
                .filter(track -> !track.timeline().isEmpty()).map(track -> track.timeline().end()).reduce(Time.ZERO, Time::max);
    }

    private static long nanoseconds(Time time) {
        try {
            return time.ceil(NANOSECONDS);
        } catch (ArithmeticException e) {
            return UNKNOWN;
        }
    }
}
