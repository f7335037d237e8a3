package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import picocli.CommandLine.Option;

/** How a file is read. */
final class Reading {
    /** The plugin's default of {@code --moov-max}. */
    private static final long MOOV_MAX = 64L << 20;

    private static final int PIECE = 64 << 10;

    @Option(names = "--stream", description = "Read IN as a body that streams past, from its first byte on: a moov "
            + "after the media is then out of reach.")
    private boolean stream;

    MovieIndex index(Input input) throws IOException, CutException {
        return index(input, stream || !input.isSeekable());
    }

    /** As of a body that streams past, from its first byte on. */
    static MovieIndex streamed(Input input) throws IOException, CutException {
        return index(input, true);
    }

    private static MovieIndex index(Input input, boolean stream) throws IOException, CutException {
        HeadCollector collector = stream ? HeadCollector.ofStream(MOOV_MAX, input.size().orElse(-1))
                : new HeadCollector(MOOV_MAX, input.size().orElseThrow());
        byte[] piece = new byte[PIECE];
        long at = 0;
        int got;
        while ((got = input.read(ByteBuffer.wrap(piece), at)) > 0) {
            if (collector.feed(piece, 0, got)) {
                return MovieIndex.of(collector.head());
            }
            at += got;
            if (!stream && at != collector.position()) {
                at = collector.position();
                collector.skipTo(at);
            }
        }
        throw new DeclinedCut("the file ends before its moov does");
    }
}
