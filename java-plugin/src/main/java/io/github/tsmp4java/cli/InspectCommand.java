package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.cli.report.InspectReport;
import io.github.tsmp4java.cli.report.InspectReport.Outcome;
import io.github.tsmp4java.cli.report.InspectReport.Start;
import io.github.tsmp4java.cli.report.Moment;
import io.github.tsmp4java.cli.report.MovieReport;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.text.MovieText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;

/** {@code inspect IN}: what the plugin knows of a file, and whether it would cut it. */
@Command(
        name = "inspect",
        description = "Prints what the plugin knows of a file, one fact a line: its boxes, tracks, edit lists and key frames, "
                + "which track a cut begins by, what would be declined, and why.")
final class InspectCommand extends FilesCommand {

    @Override
    void say(String name, Input input) throws IOException, CutException {
        if (!input.isSeekable()) {
            throw new IOException("standard input is a pipe: inspect reads here and there, and needs a file, or a URL");
        }
        try {
            MovieIndex index = reading().index(input);
            TopLevel boxes = TopLevel.of(input, Optional.of(index.head()));
            List<Start> starts = starts(index, input);
            Outcome stream = streamed(input);
            if (isJson()) {
                print(report(name, input.size(), boxes, null, MovieReport.of(index), starts, stream));
            } else {
                boxes(name, input, boxes);
                MovieText.of(index).forEach(this::print);
                starts.forEach(this::print);
                print("start in a body that streams past: " + (stream.cut() ? "cut" : stream.declined()));
            }
        } catch (CutException e) {
            // Its boxes still say something of the reason.
            TopLevel boxes = TopLevel.of(input, Optional.empty());
            if (isJson()) {
                print(report(name, input.size(), boxes, e.getMessage(), null, null, null));
            } else {
                boxes(name, input, boxes);
            }
            throw e;
        }
    }

    private static InspectReport report(String name, OptionalLong bytes, TopLevel boxes, String declined, MovieReport movie,
            List<Start> starts, Outcome stream) {
        return new InspectReport("inspect", 1, name, bytes.orElseThrow(), boxes.boxes(), boxes.further(), boxes.fault(), declined, movie,
                starts, stream);
    }

    private void boxes(String name, Input input, TopLevel boxes) {
        print(name + ": " + input.size().orElseThrow() + " bytes");
        boxes.lines().forEach(line -> print("  " + line));
    }

    private void print(Start start) {
        print("start " + start.start().seconds().toPlainString() + ": " + (start.declined() != null ? start.declined()
                : "cut at " + start.begins().seconds().toPlainString() + " s, " + start.bytes() + " bytes"));
    }

    private static List<Start> starts(MovieIndex index, Input input) {
        Time end = index.reference().timeline().end();
        List<Start> starts = new ArrayList<>();
        for (Time start : List.of(end.dividedBy(1000), end.dividedBy(2), end)) {
            try {
                CutPlan plan = CutPlan.of(index, new SeekRequest.Seek(start, Optional.empty(), false), input.size());
                starts.add(new Start(Moment.of(start), Moment.of(plan.snap().start()), CutFile.of(index, plan).length(), null));
            } catch (CutException e) {
                starts.add(new Start(Moment.of(start), null, null, e.getMessage()));
            }
        }
        return starts;
    }

    private static Outcome streamed(Input input) throws IOException {
        try {
            Reading.streamed(input);
            return new Outcome(true, null);
        } catch (CutException e) {
            return new Outcome(false, e.getMessage());
        }
    }
}
