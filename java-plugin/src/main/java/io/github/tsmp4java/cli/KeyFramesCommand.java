package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.cli.report.KeyFramesReport;
import io.github.tsmp4java.cli.report.Moment;
import io.github.tsmp4java.cli.report.MovieReport;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.KeyFrames;
import java.io.IOException;
import java.util.OptionalLong;
import picocli.CommandLine.Command;

/** {@code keyframes IN}: where cuts of a file begin. */
@Command(name = "keyframes",
        description = {"Prints the times that cuts of a file can begin at: a cut begins at the last one that is not after its start.",
            "One time a line: in seconds, rounded up to the microsecond, so that a start of so much lands there; then, behind a tab, "
                + "exactly, as a fraction."})
final class KeyFramesCommand extends FilesCommand {
    @Override
    void say(String name, Input input) throws IOException, CutException {
        try {
            MovieIndex index = reading().index(input);
            if (isJson()) {
                print(report(name, input.size(), null, Moment.of(index.reference().timeline().end()), index));
            } else {
                for (Time time : KeyFrames.of(index)) {
                    print(Moment.of(time).seconds().toPlainString() + "\t" + time.fraction());
                }
            }
        } catch (CutException e) {
            if (isJson()) {
                print(report(name, input.size(), e.getMessage(), null, null));
            }
            throw e;
        }
    }

    private static KeyFramesReport report(String name, OptionalLong bytes, String declined, Moment duration, MovieIndex index)
            throws CutException {
        return new KeyFramesReport("keyframes", 1, name, bytes.isPresent() ? bytes.getAsLong() : null, declined, duration,
                index == null ? null : MovieReport.keyFrames(index));
    }
}
