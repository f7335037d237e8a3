package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.Fragment.Syncs;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Timeline;
import io.github.tsmp4java.index.TrackIndex;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code inspect IN}: what the plugin knows of a file. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Prints what the plugin knows of a file: tracks, codecs, durations, key frames, index size.")
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private Movie in;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (FileChannel file = in.open()) {
            MovieIndex index = in.index(file);
            out.printf("%s: %d bytes, %s, tracks: %d, moov of %d bytes, index of %d bytes%n", in.path(), file.size(),
                    duration(index.mvhd()), index.tracks().size(), index.head().moov().bytes().size(),
                    index.byteSize());
            index.head().notes().forEach(note -> out.println("  " + note));
            for (TrackIndex track : index.tracks()) {
                out.println(line(index, track));
                track.notes().forEach(note -> out.println("  " + note));
            }
        }
        return 0;
    }

    private static String line(MovieIndex index, TrackIndex track) {
        Timeline timeline = track.timeline();
        StringBuilder line = new StringBuilder("track " + track.number() + " (id " + track.id() + "): "
                + track.handler() + " " + track.formats().stream().map(FourCc::toString).collect(Collectors.joining("+")));
        line.append(track.enabled() ? "" : ", disabled").append(track == index.reference() ? ", the reference" : "");
        line.append(", timescale " + track.timescale() + ", plays");
        for (Timeline.Segment segment : timeline.segments()) {
            line.append(" [" + segment.start() + ", " + segment.end() + ") s"
                    + (segment.isEmpty() ? " nothing" : " from media time " + segment.mediaTime()));
        }
        if (track.samples() > 0 || track.parts().isEmpty()) {
            line.append(", samples: " + track.samples() + ", key frames: " + keyFrames(track));
        }
        if (!track.parts().isEmpty()) {
            long syncs = track.parts().stream().flatMap(part -> part.syncs().stream()).mapToLong(Syncs::count).sum();
            line.append(", fragments: " + track.parts().size() + ", key frames in them: " + syncs);
        }
        return line.toString();
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

    private static String duration(DurationHeader header) {
        return header.duration() == DurationHeader.UNKNOWN ? "duration unknown"
                : seconds(header.duration(), header.field()) + " s";
    }

    private static String seconds(long ticks, long timescale) {
        return BigDecimal.valueOf(ticks).divide(BigDecimal.valueOf(timescale), 3, RoundingMode.HALF_UP).toPlainString();
    }
}
