package io.github.tsmp4java.text;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.head.ElstRow;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutEdit;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SampleCut;
import io.github.tsmp4java.plan.TrackCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a cut keeps of one track, and what it shows of that. */
final class TrackText {
    /** A sample shown is looked for among so many. */
    private static final int MOST = 10_000;

    private final MovieIndex index;
    private final CutPlan plan;
    private final TrackCut cut;
    private final TrackIndex track;
    private final List<String> lines = new ArrayList<>();

    private TrackText(MovieIndex index, CutPlan plan, TrackCut cut) {
        this.index = index;
        this.plan = plan;
        this.cut = cut;
        this.track = cut.track();
    }

    static List<String> of(MovieIndex index, CutPlan plan, TrackCut cut) {
        TrackText text = new TrackText(index, plan, cut);
        text.lines.add(ReferenceText.name(text.track) + ", timescale " + text.track.timescale());
        try {
            if (index.isFragmented()) {
                text.fragments();
            } else {
                text.samples();
            }
        } catch (DeclinedCut e) {
            text.lines.add("  " + e.getMessage());
        }
        text.edits();
        text.track.repairs().forEach(note -> text.lines.add("  repaired: " + note));
        return text.lines;
    }

    private void samples() throws DeclinedCut {
        SampleCut kept = cut.samples();
        for (CutEdit edit : cut.edits()) {
            if (!edit.isEmpty()) {
                decoding(edit.mediaTime() - kept.shift(track));
            }
        }
        lines.add("  samples " + (kept.first() + 1) + " to " + (kept.last() + 1) + " of " + track.samples() + " kept, to "
                + (plan.until().isEmpty() || kept.last() == track.samples() - 1 ? "the last of the track"
                        : "the last that is composed before the end") + ", in chunks " + (kept.firstChunk().number() + 1) + " to "
                + (kept.lastChunk().number() + 1) + ", " + kept.bytes() + " bytes");
        if (track.timecode() != null) {
            lines.add("  time code: counts from frame " + cut.counters().get(0) + ", in the file from "
                    + track.timecode().counters().get(Math.toIntExact(kept.first())));
        }
        if (kept.ahead() != 0 || kept.behind() != 0) {
            lines.add("  each is shown for as long as it lasts: the first is " + kept.ahead() + " ticks shorter than in the file, the last "
                    + kept.behind());
        }
        if (kept.offsetShift() > 0) {
            lines.add("  composition offsets are " + kept.offsetShift() + " more than in the file, since what is shown first is "
                    + "composed before it is decoded, and no media time may be negative");
        }
    }

    /** @param tick what an edit shows first, as in the source */
    private void decoding(long tick) throws DeclinedCut {
        long key = track.syncAtOrBefore(tick);
        long first = track.decodedFromAt(tick);
        long shown = shown(Math.min(first, Math.max(0, key)), tick);
        lines.add("  shows media time " + tick + " first: in " + SnapText.sample(track, shown));
        if (key < 0) {
            lines.add("  no sync sample is so early: decoding begins with sample " + (first + 1));
        } else if (key != shown) {
            lines.add("  that is decoded from its key frame, " + SnapText.sample(track, key));
        }
        if (first < key && shown < key) {
            lines.add("  key frames are not shown in the order they are decoded in: decoding begins with sample " + (first + 1));
        } else if (first < key) {
            lines.add("  pre-roll: from sample " + (first + 1) + ", " + track.preRoll().reason()
                    + (track.allSync() ? "" : ", back to a sync sample"));
        } else if (!track.preRoll().reason().isEmpty()) {
            lines.add("  pre-roll: none, though " + track.preRoll().reason() + " would be needed: nothing is before");
        }
    }

    /** The sample composed last by then. Samples after the next key frame are not. */
    private long shown(long from, long tick) {
        long shown = from;
        long last = Math.min(track.samples() - 1, from + MOST);
        for (long sample = from; sample <= last && track.times().dts(sample) <= tick - track.times().minOffset(); sample++) {
            long time = track.times().ct(sample);
            shown = time <= tick && time >= track.times().ct(shown) ? sample : shown;
        }
        return shown;
    }

    private void fragments() {
        if (track.timecode() != null) {
            lines.add("  time code: counts from frame " + cut.counters().get(0) + ", in the file from "
                    + track.timecode().counters().get(0) + "; in a fragment of its own");
            FragmentText.trims(index, plan, cut, lines);
            return;
        }
        for (CutEdit edit : cut.edits()) {
            if (!edit.isEmpty()) {
                long tick = edit.mediaTime() + cut.origin();
                Optional<Part> part = track.partDecodedFrom(tick);
                lines.add("  shows media time " + tick + " first: decoded from " + part.map(found -> "sample "
                        + (found.sampleAtOrBefore(track.preRolled(found, tick)) + 1) + " of the track in fragment "
                        + FragmentText.number(index, found.position())).orElse("its beginning, since no key frame in a fragment "
                                + "is so early") + (track.preRoll().reason().isEmpty() ? "" : ", " + track.preRoll().reason()
                                + " before"));
            }
        }
        if (cut.samples() != null) {
            lines.add("  samples of the moov: all " + track.samples() + " kept");
        } else if (track.samples() > 0) {
            lines.add("  samples of the moov: none of " + track.samples() + " kept");
        }
        FragmentText.trims(index, plan, cut, lines);
        lines.add("  decode times: " + (cut.origin() == 0 ? "as they are" : cut.origin() + " less than in the file"));
    }

    private void edits() {
        for (CutEdit edit : cut.edits()) {
            lines.add("  plays " + edit);
        }
        for (ElstRow row : ElstRow.of(index, plan, cut)) {
            lines.add("  elst: segment_duration " + row.duration() + (row.duration() == 0 ? " (as long as there are fragments)" : "")
                    + ", media_time " + row.mediaTime() + (row.rate() == 0x10000 ? "" : ", media_rate " + row.rate() + "/65536"));
        }
    }
}
