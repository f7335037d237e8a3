package io.github.tsmp4java.cli;

import io.github.tsmp4java.plan.SeekRequest;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is asked for, by the grammar of the request arguments. */
final class Asked {
    @Option(names = "--start", paramLabel = "S",
            description = "Where to start, in seconds, as in the query argument: 290.12")
    private String start;

    @Option(names = "--end", paramLabel = "S", description = "Where to end, in seconds; without it, with the movie.")
    private String end;

    @Option(names = "--exact", description = "Begin playback at the start itself, not at the key frame before it.")
    private boolean exact;

    /** The seek; nothing where the whole file is what was asked for. */
    Optional<SeekRequest.Seek> seek() throws UsageException {
        if (start == null && end == null) {
            throw new UsageException("--start or --end is needed");
        }
        SeekRequest request = SeekRequest.parse(start, end, exact);
        if (request instanceof SeekRequest.BadRequest bad) {
            throw new UsageException(bad.message());
        }
        return request instanceof SeekRequest.Seek seek ? Optional.of(seek) : Optional.empty();
    }
}
