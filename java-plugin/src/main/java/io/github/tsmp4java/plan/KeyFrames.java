package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The times that cuts begin at: a cut begins at the last of them that is not after its start. */
public final class KeyFrames {
    private KeyFrames() {}

    /**
     * In movie time, ascending. Each is that of a key frame of the reference track, or of an edit that hides the key frame's
     * beginning.
     *
     * @throws CutException where a start is declined
     */
    public static List<Time> of(MovieIndex index) throws CutException {
        try {
            List<Time> times = new ArrayList<>();
            List<Segment> segments = index.reference().timeline().segments();
            for (int i = segments.size() - 1; i >= 0; i--) {
                if (!segments.get(i).isEmpty()) {
                    addFromLast(index.reference(), segments.get(i), times);
                }
            }
            Collections.reverse(times);
            return List.copyOf(times);
        } catch (ArithmeticException e) {
            throw index.head().moov().malformed("a time leaves 63 bits: " + e.getMessage());
        }
    }

    /** From the last to the first: each is what {@link Snap} finds for a start one tick before the key frame behind it. */
    private static void addFromLast(TrackIndex track, Segment segment, List<Time> times) throws CutException {
        long end = segment.mediaUntil(segment.end());
        long tick = end - 1;
        long found = tick;
        while (tick >= segment.mediaTime() && found >= 0) {
            found = track.syncTimeAtOrBefore(tick);
            long media = Math.max(found < 0 ? track.firstSyncTime() : found, segment.mediaTime());
            Time begins = segment.at(media);
            // Before the first key frame a start lands on it, too.
            boolean isFirst = times.isEmpty() || begins.isBefore(times.get(times.size() - 1));
            if (media < end && isFirst) {
                times.add(begins);
            }
            tick = media - 1;
        }
    }
}
