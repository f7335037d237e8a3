package io.github.tsmp4java.text;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.TrackReferences.Reference;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.Fragment.Syncs;
import io.github.tsmp4java.index.MovieHead;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.SampleGroups;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A movie as people read it: what is known of it before anything is asked. */
public final class MovieText {
    private final MovieIndex index;
    private final List<String> lines = new ArrayList<>();

    private MovieText(MovieIndex index) {
        this.index = index;
    }

    /** One fact a line: the movie, the reference track, each track. */
    public static List<String> of(MovieIndex index) {
        MovieText text = new MovieText(index);
        text.movie();
        new ReferenceText(index).add(text.lines);
        index.tracks().forEach(text::track);
        return text.lines;
    }

    private void movie() {
        MovieHead head = index.head();
        lines.add("kind: " + brands(head.ftyp()) + ", " + (!index.isFragmented() ? "not fragmented"
                : index.tracks().stream().anyMatch(track -> track.samples() > 0) ? "fragmented, with samples in the moov too"
                        : "fragmented"));
        lines.add("moov: " + head.moov().bytes().size() + " bytes at byte " + head.moov().position() + ", index of "
                + index.byteSize() + " bytes");
        DurationHeader mvhd = index.mvhd();
        lines.add("duration: " + (mvhd.duration() == DurationHeader.UNKNOWN ? "unknown"
                : seconds(mvhd.duration(), mvhd.field()) + " s") + ", timescale " + mvhd.field());
        if (index.isFragmented()) {
            lines.add("fragments: " + head.fragments().size() + ", bytes [" + head.fragments().get(0).begin() + ", "
                    + head.fragments().get(head.fragments().size() - 1).end() + ")");
        }
        head.notes().forEach(note -> lines.add("file: " + note));
        index.repairs().forEach(note -> lines.add("repaired: " + note));
    }

    private static String brands(Box ftyp) {
        if (ftyp == null || ftyp.body().size() < 8) {
            return "QuickTime, without brands";
        }
        Bytes body = ftyp.body();
        List<String> all = new ArrayList<>();
        for (int at = 8; at + 4 <= body.size(); at += 4) {
            all.add(new FourCc(body.i32(at)).toString());
        }
        return "brand " + new FourCc(body.i32(0)) + (all.isEmpty() ? "" : " (" + String.join(" ", all) + ")");
    }

    private void track(TrackIndex track) {
        lines.add(ReferenceText.name(track) + (track.enabled() ? "" : ", disabled") + ", timescale " + track.timescale());
        CutPlan.whyNever(track).ifPresent(why -> lines.add("  in no cut: " + why));
        for (Segment segment : track.timeline().segments()) {
            lines.add("  plays [" + segment.start() + ", " + segment.end() + ") s"
                    + (segment.isEmpty() ? " nothing" : " from media time " + segment.mediaTime())
                    + (segment.isEmpty() || segment.rate() == 0x10000 ? "" : " at rate " + segment.rate() + "/65536"));
        }
        if (track.samples() > 0 || track.parts().isEmpty()) {
            lines.add("  samples: " + track.samples() + ", key frames: " + keyFrames(track));
        }
        if (track.samples() > 0) {
            lines.add("  chunks: " + track.chunks().offsets().count());
        }
        if (track.times().minOffset() != 0 || track.times().maxOffset() != 0) {
            lines.add("  composition offsets: " + track.times().minOffset() + " to " + track.times().maxOffset());
        }
        if (!track.parts().isEmpty()) {
            long syncs = track.parts().stream().flatMap(part -> part.syncs().stream()).mapToLong(Syncs::count).sum();
            long timed = track.parts().stream().filter(Part::timed).count();
            lines.add("  fragments: " + track.parts().size() + ", key frames in them: " + syncs + ", that say when (tfdt): "
                    + timed);
        }
        besides(track);
        track.repairs().forEach(note -> lines.add("  repaired: " + note));
    }

    private void besides(TrackIndex track) {
        if (!track.preRoll().reason().isEmpty()) {
            lines.add("  pre-roll: " + track.preRoll().reason());
        }
        for (SampleGroups groups : track.groups()) {
            lines.add("  groups: " + new FourCc(groups.prefix().i32(4)) + " (" + groups.box().type() + ")");
        }
        if (!track.subSamples().isEmpty()) {
            lines.add("  sub-samples: " + track.subSamples().size() + " subs");
        }
        if (track.auxiliary() != null) {
            lines.add("  encrypted: auxiliary information in " + (track.auxiliary().senc() != null
                    ? track.auxiliary().senc().path() : track.auxiliary().saio().count() + " pieces among the media"));
        }
        for (Reference reference : track.references().references()) {
            lines.add("  refers to: " + reference.type() + " " + reference.trackIds().stream().map(Object::toString)
                    .collect(Collectors.joining(" ")));
        }
    }

    private static String keyFrames(TrackIndex track) {
        if (track.allSync()) {
            return "all";
        }
        int count = track.sync().rowAtOrBefore(track.samples() - 1) + 1;
        long gap = 0;
        for (int row = 1; row < count; row++) {
            long before = track.times().ct(track.sync().sample(row - 1));
            gap = Math.max(gap, track.times().ct(track.sync().sample(row)) - before);
        }
        return count + (count > 1 ? ", at most " + seconds(gap, track.timescale()) + " s apart" : "");
    }

    private static String seconds(long ticks, long timescale) {
        return BigDecimal.valueOf(ticks).divide(BigDecimal.valueOf(timescale), 3, RoundingMode.HALF_UP).toPlainString();
    }
}
