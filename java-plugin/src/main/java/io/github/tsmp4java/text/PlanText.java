package io.github.tsmp4java.text;

import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.index.Extent;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.CutPlan.Dropped;
import io.github.tsmp4java.plan.TrackCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as people read it: what was decided, and why. */
public final class PlanText {
    private final MovieIndex index;
    private final CutPlan plan;
    private final List<String> lines = new ArrayList<>();

    private PlanText(MovieIndex index, CutPlan plan) {
        this.index = index;
        this.plan = plan;
    }

    /** One fact a line, in turn: the cut, the reference track, the bytes, the tracks, the boxes. */
    public static List<String> of(MovieIndex index, CutPlan plan) {
        PlanText text = new PlanText(index, plan);
        text.times();
        new ReferenceText(index).add(text.lines);
        text.lines.addAll(SnapText.of(index, plan));
        text.bytes();
        text.lines.addAll(FragmentText.of(index, plan));
        for (TrackCut cut : plan.tracks()) {
            text.lines.addAll(TrackText.of(index, plan, cut));
        }
        for (Dropped drop : plan.dropped()) {
            text.lines.add(ReferenceText.name(drop.track()) + " left out: " + drop.reason());
        }
        text.boxes();
        return text.lines;
    }

    private void times() {
        CutPlan cut = plan;
        lines.add("asked: " + cut.asked().start() + " s" + cut.asked().end().map(time -> " to " + time + " s").orElse("")
                + (cut.asked().exact() ? ", exactly" : ""));
        lines.add("begins at " + cut.snap().start() + " s: " + SnapText.reason(index, plan));
        Optional<Time> end = cut.asked().end();
        if (cut.until().isPresent()) {
            lines.add("ends at " + cut.until().get() + " s at the latest");
        } else {
            lines.add("ends with the movie" + end.map(time -> ", since nothing is shown from where it begins to " + time + " s")
                    .orElse(""));
        }
        lines.add("lasts " + Time.of(cut.duration(), cut.movieTimescale()) + " s");
        long scale = index.mvhd().field();
        if (cut.movieTimescale() != scale) {
            lines.add("movie timescale: " + cut.movieTimescale() + " instead of " + scale + ", " + (scale < CutPlan.COARSE
                    ? "which is too coarse to say how long a cut is" : "of which an edit of the cut begins between two ticks"));
        }
    }

    private void bytes() {
        List<Extent> sources = plan.sources();
        Extent before = null;
        for (Extent source : sources) {
            lines.add("source bytes [" + source.begin() + ", " + source.end() + ")" + (before == null ? ""
                    : ", " + (source.begin() - before.end()) + " bytes behind the range before: those are left out"));
            before = source;
        }
        lines.add(plan.share() + (plan.isScattered() ? ": the samples lie scattered over the file" : ""));
    }

    private void boxes() {
        index.head().notes().forEach(note -> lines.add("file: " + note));
        index.repairs().forEach(note -> lines.add("repaired: " + note));
        try {
            lines.addAll(BoxText.of(index, plan));
        } catch (MalformedBox e) {
            // The index has read all of them that a cut is made of.
            lines.add("boxes: " + e.getMessage());
        }
    }
}
