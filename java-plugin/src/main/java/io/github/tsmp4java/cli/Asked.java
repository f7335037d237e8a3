package io.github.tsmp4java.cli;

import io.github.tsmp4java.plan.SeekRequest;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is asked for. A text that is no time is refused: a URL would get the whole file, which a person would take for a cut. */
final class Asked {
    @Option(names = "--start", paramLabel = "S",
            description = "Where to start: 290.12, 90s, 1:30 or 1:02:03.5")
    private String start;

    @Option(names = "--end", paramLabel = "S", description = "Where to end; without it, with the movie.")
    private String end;

    @Option(names = "--exact", description = "Begin playback with the frame at the start, not at the key frame before it.")
    private boolean exact;

    /** The seek; nothing where the whole file is what was asked for. */
    Optional<SeekRequest.Seek> seek() throws UsageException {
        if (start == null && end == null) {
            throw new UsageException("--start or --end is needed");
        }
        BigDecimal from = start == null ? BigDecimal.ZERO : TimeArgument.seconds("--start", start);
        Optional<BigDecimal> to = end == null ? Optional.empty() : Optional.of(TimeArgument.seconds("--end", end));
        SeekRequest request = SeekRequest.of(from, to, exact);
        if (request instanceof SeekRequest.BadRequest bad) {
            throw new UsageException(bad.message());
        }
        return request instanceof SeekRequest.Seek seek ? Optional.of(seek) : Optional.empty();
    }
}
