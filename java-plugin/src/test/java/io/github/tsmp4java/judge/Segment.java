package io.github.tsmp4java.judge;

/**
 * One edit on the movie's time line, in seconds.
 *
 * @param end       null when the edit lasts as long as the media
 * @param mediaTime in ticks of the track, -1 when empty
 */
public record Segment(Ratio start, Ratio end, long mediaTime) {
    public boolean empty() {
        return mediaTime == -1;
    }

    /** Where media time {@code ct} is shown, whether or not this edit reaches that far. */
    public Ratio shown(long ct, long timescale) {
        return start.plus(Ratio.of(ct - mediaTime, timescale));
    }

    /** True when a sample of this time is inside the edit. */
    public boolean holds(long ct, long timescale) {
        return !empty() && ct >= mediaTime && (end == null || shown(ct, timescale).compareTo(end) < 0);
    }
}
