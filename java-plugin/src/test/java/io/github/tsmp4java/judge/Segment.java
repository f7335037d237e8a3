package io.github.tsmp4java.judge;

/**
 * One edit on the movie's time line, in seconds.
 *
 * @param end       null when the edit lasts as long as the media
 * @param mediaTime in ticks of the track, -1 when empty
 * @param rate      16.16 fixed point: 65536 plays as recorded, 0 holds one picture
 */
public record Segment(Ratio start, Ratio end, long mediaTime, long rate) {
    public static final long NORMAL = 65536;

    public boolean empty() {
        return mediaTime == -1;
    }

    public boolean dwells() {
        return !empty() && rate == 0;
    }

    /** Where media time {@code ct} is shown, whether or not this edit reaches that far. */
    public Ratio shown(long ct, long timescale) {
        return dwells() ? start : start.plus(Ratio.of(ct - mediaTime, timescale).over(Ratio.of(rate, NORMAL)));
    }

    /** The media time, in ticks, that is shown at this moment. */
    public Ratio media(Ratio time, long timescale) {
        return Ratio.of(mediaTime, 1).plus(time.minus(start).times(rate).times(timescale).over(Ratio.of(NORMAL, 1)));
    }

    /** The same edit with an end: its own, or when all of the media is shown. */
    Segment closed(Track track, boolean last) {
        if (empty() || end != null && (dwells() || !last)) {
            return this;
        }
        Ratio media = start.max(shown(track.lastEnd(), track.timescale()));
        return new Segment(start, end == null ? media : end.min(media), mediaTime, rate);
    }
}
