package io.github.tsmp4java.head;

import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutEdit;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the edit list of a cut track, as it is written (8.6.6): an edit of the plan, rounded to ticks of the movie.
 *
 * @param duration movie ticks; 0 = as long as there are fragments
 * @param mediaTime media ticks; -1 = an empty edit
 * @param rate 16.16
 */
public record ElstRow(long duration, long mediaTime, int rate) {

    /** One that rounds to nothing is left out. */
    public static List<ElstRow> of(MovieIndex index, CutPlan plan, TrackCut cut) {
        // Only fragments follow, up to the last. With samples in the moov, 0 would hide those from some players.
        boolean open = index.isFragmented() && plan.media().isEmpty() && plan.until().isEmpty();
        long scale = plan.movieTimescale();
        List<ElstRow> rows = new ArrayList<>();
        for (CutEdit edit : cut.edits()) {
            boolean last = edit == cut.edits().get(cut.edits().size() - 1);
            long end = last ? cut.total(scale) : edit.end().round(scale);
            long duration = last && open ? 0 : end - edit.start().round(scale);
            if (duration > 0 || last && open) {
                rows.add(new ElstRow(duration, edit.mediaTime(), edit.rate()));
            }
        }
        return rows;
    }

    boolean isNarrow() {
        return duration <= 0xffffffffL && mediaTime <= Integer.MAX_VALUE;
    }
}
