package io.github.tsmp4java.text;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.Snap;
import java.util.ArrayList;
import java.util.List;

/** From the asked time to the key frame: by which edit, to which media time, from which sample. */
final class SnapText {
    private SnapText() {}

    static String reason(MovieIndex index, CutPlan plan) {
        Snap snap = plan.snap();
        Time asked = plan.asked().start();
        boolean over = !asked.isBefore(index.reference().timeline().end());
        String key = snap.keyTime() > snap.tick() ? "the first key frame, since none is so early"
                : "the last key frame at or before " + (over ? "the end of the reference track, " + index.reference().timeline().end()
                        + " s" : "the asked time");
        if (plan.asked().exact() && !over || !asked.isPositive()) {
            return (!asked.isPositive() ? "the beginning; " : snap.start().equals(asked) ? "exactly as asked; "
                    : "where the picture begins that is shown at the asked time; ") + "decoding begins with " + key;
        }
        return snap.keyTime() < snap.segment().mediaTime()
                ? "where the edit begins that is in the way of " + key : key;
    }

    static List<String> of(MovieIndex index, CutPlan plan) {
        List<String> lines = new ArrayList<>();
        TrackIndex track = index.reference();
        Snap snap = plan.snap();
        Segment segment = snap.segment();
        Time asked = plan.asked().start();
        String held = !asked.isBefore(segment.end()) ? "is the last that shows something by " + asked + " s, up to"
                : asked.isBefore(segment.start()) ? "is the first that shows something, after " + asked + " s, from"
                : "holds " + asked + " s, which is";
        lines.add("  edit " + (track.timeline().segments().indexOf(segment) + 1) + " of " + track.timeline().segments().size()
                + ", [" + segment.start() + ", " + segment.end() + ") s from media time " + segment.mediaTime() + ", " + held
                + " media time " + snap.tick() + " of timescale " + track.timescale());
        try {
            key(index, snap, lines);
        } catch (DeclinedCut e) {
            lines.add("  key frame: " + e.getMessage());
        }
        return lines;
    }

    private static void key(MovieIndex index, Snap snap, List<String> lines) throws DeclinedCut {
        TrackIndex track = index.reference();
        long sample = track.syncAtOrBefore(Math.max(snap.tick(), snap.keyTime()));
        if (sample >= 0 && track.times().ct(sample) == snap.keyTime()) {
            lines.add("  key frame: " + sample(track, sample) + (track.allSync() ? "; every sample is one" : ""));
        } else if (track.parts().isEmpty()) {
            lines.add("  key frame: none is named, decoding begins with " + sample(track, 0));
        }
        for (Part part : track.parts()) {
            if (part.syncAtOrBefore(Math.max(snap.tick(), snap.keyTime())) == snap.keyTime()) {
                lines.add("  key frame: sample " + (part.sampleAtOrBefore(Math.max(snap.tick(), snap.keyTime())) + 1)
                        + " of the track in fragment " + FragmentText.number(index, part.position()) + ", composed at "
                        + snap.keyTime());
            }
        }
        next(index, snap, lines);
    }

    /** The one that the cut would begin with had it been asked for a little later. */
    private static void next(MovieIndex index, Snap snap, List<String> lines) throws DeclinedCut {
        TrackIndex track = index.reference();
        long after = Math.max(snap.tick(), snap.keyTime());
        long sample = track.allSync() || track.samples() == 0 ? track.samples() : nextListed(track, after);
        if (sample < track.samples()) {
            lines.add("  next key frame: " + sample(track, sample) + ", is after " + after);
            return;
        }
        Part found = null;
        for (Part part : track.parts()) {
            if (part.syncs().stream().anyMatch(run -> run.first() > after)
                    && (found == null || first(part, after) < first(found, after))) {
                found = part;
            }
        }
        if (found != null) {
            lines.add("  next key frame: in fragment " + FragmentText.number(index, found.position()) + ", composed at "
                    + first(found, after) + ", is after " + after);
        } else if (!track.allSync()) {
            lines.add("  next key frame: none");
        }
    }

    private static long first(Part part, long after) {
        return part.syncs().stream().mapToLong(Fragment.Syncs::first).filter(time -> time > after).min().orElse(Long.MAX_VALUE);
    }

    private static long nextListed(TrackIndex track, long tick) throws DeclinedCut {
        long last = track.syncAtOrBefore(tick);
        int row = last < 0 ? 0 : track.sync().rowAtOrBefore(last) + 1;
        return row < track.sync().count() ? track.sync().sample(row) : track.samples();
    }

    /** As {@code sample 31, decoded at 30000, composed at 31000}. */
    static String sample(TrackIndex track, long sample) {
        return "sample " + (sample + 1) + ", decoded at " + track.times().dts(sample) + ", composed at "
                + track.times().ct(sample);
    }
}
