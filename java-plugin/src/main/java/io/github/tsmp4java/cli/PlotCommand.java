package io.github.tsmp4java.cli;

import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.cli.plot.Plot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plot IN}: a picture of where the media of a file stand. */
@Command(name = "plot", description = "Draws, as SVG, when a file plays what, and where in the file that stands: the chunks of each track, or its "
        + "fragments, and above them the key frames.")
final class PlotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IN", description = Input.NAMES)
    private String in;

    @Mixin
    private Reading reading;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Input input = Input.open(in)) {
            spec.commandLine().getOut().print(Plot.of(in, reading.index(input)));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
