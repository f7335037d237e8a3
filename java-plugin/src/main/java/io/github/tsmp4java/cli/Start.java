package io.github.tsmp4java.cli;

import io.github.tsmp4java.plan.SeekRequest;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --start}, read by the grammar of the request argument. */
final class Start {
    @Option(names = "--start", required = true, paramLabel = "S",
            description = "Where to start, in seconds, as in the query argument: 290.12")
    private String text;

    /** The seek; nothing where the whole file is what was asked for. */
    Optional<SeekRequest.Seek> seek() throws UsageException {
        SeekRequest request = SeekRequest.parse(text, null, false);
        if (request instanceof SeekRequest.BadRequest bad) {
            throw new UsageException(bad.message());
        }
        return request instanceof SeekRequest.Seek seek ? Optional.of(seek) : Optional.empty();
    }
}
