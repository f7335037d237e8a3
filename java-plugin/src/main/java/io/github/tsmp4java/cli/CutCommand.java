package io.github.tsmp4java.cli;

import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.plan.SeekRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cut IN OUT --start S}: writes the file that a client would get. */
@Command(name = "cut", description = "Writes the file that a client would get.")
final class CutCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = Input.NAMES)
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write or replace; - is standard output.")
    private Path out;

    @Mixin
    private Asked asked;

    @Mixin
    private Reading reading;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<SeekRequest.Seek> seek = asked.seek();
        try (Input input = Input.open(in)) {
            if (input.isFile(out)) {
                throw new UsageException("IN and OUT are one file: " + in);
            }
            PrintWriter err = spec.commandLine().getErr();
            Cut cut = seek.isPresent() ? Cut.of(input, reading.index(input), seek.get(), err) : Cut.whole(input, err);
            if (out.toString().equals("-")) {
                StandardOutput.write(cut);
            } else {
                OutputFile.write(out, cut);
            }
        }
        return 0;
    }
}
