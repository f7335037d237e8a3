package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieHead;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.text.MovieText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code inspect IN}: what the plugin knows of a file, and whether it would cut it. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Prints what the plugin knows of a file, one fact a line: its boxes, tracks, edit lists and key frames, "
                + "which track a cut begins by, what would be declined, and why.")
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private Movie in;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (FileChannel file = in.open()) {
            out.println(in.path() + ": " + file.size() + " bytes");
            MovieIndex index = index(file, out);
            MovieText.of(index).forEach(out::println);
            Time end = index.reference().timeline().end();
            for (Time start : List.of(end.dividedBy(1000), end.dividedBy(2), end)) {
                out.println("start " + start + ": " + outcome(index, start, file.size()));
            }
            out.println("start in a body that streams past: " + streamed(file));
        }
        return 0;
    }

    /** Where the file is declined, its boxes still say something of the reason. */
    private MovieIndex index(FileChannel file, PrintWriter out) throws IOException, CutException {
        Optional<MovieHead> head = Optional.empty();
        try {
            MovieIndex index = in.index(file);
            head = Optional.of(index.head());
            return index;
        } finally {
            TopLevel.of(file, head).forEach(line -> out.println("  " + line));
        }
    }

    private static String outcome(MovieIndex index, Time start, long size) {
        try {
            CutPlan plan = CutPlan.of(index, new SeekRequest.Seek(start, Optional.empty(), false), OptionalLong.of(size));
            return "cut at " + plan.snap().start() + " s, " + CutFile.of(index, plan).length() + " bytes";
        } catch (CutException e) {
            return e.getMessage();
        }
    }

    private static String streamed(FileChannel file) throws IOException {
        try {
            Movie.streamed(file);
            return "cut";
        } catch (CutException e) {
            return e.getMessage();
        }
    }
}
