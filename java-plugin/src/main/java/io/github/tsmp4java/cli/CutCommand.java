package io.github.tsmp4java.cli;

import io.github.tsmp4java.plan.SeekRequest;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cut IN OUT --start S}: writes the file that a client would get. */
@Command(name = "cut", description = "Writes the file that a client would get.")
final class CutCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "An MP4 file.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write or replace; - is standard output.")
    private Path out;

    @Mixin
    private Asked asked;

    @Mixin
    private Reading reading;

    @Override
    public Integer call() throws Exception {
        Optional<SeekRequest.Seek> seek = asked.seek();
        if (Files.exists(out) && Files.isSameFile(in, out)) {
            throw new UsageException("IN and OUT are one file: " + in);
        }
        try (FileChannel file = FileChannel.open(in)) {
            Cut cut = seek.isPresent() ? Cut.of(file, reading.index(file), seek.get()) : Cut.whole(file);
            if (out.toString().equals("-")) {
                StandardOutput.write(cut);
            } else {
                OutputFile.write(out, cut);
            }
        }
        return 0;
    }
}
