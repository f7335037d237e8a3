package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.head.CutFile.Piece;
import io.github.tsmp4java.head.Rope;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * The bytes of an answer, written from an input to a file.
 *
 * @param file the cut; nothing where the whole file is the answer
 * @param source of the bytes
 * @param err where it is told how far it is
 */
record Cut(Optional<CutFile> file, Input source, PrintWriter err) {
    private static final int PIECE = 64 << 10;
    /** After so many bytes it is told how far it is. */
    private static final long STEP = 4 << 20;

    static Cut of(Input source, MovieIndex index, SeekRequest.Seek seek, PrintWriter err) throws CutException {
        CutPlan plan = CutPlan.of(index, seek, source.size());
        return new Cut(Optional.of(CutFile.of(index, plan)), source, err);
    }

    static Cut whole(Input source, PrintWriter err) {
        return new Cut(Optional.empty(), source, err);
    }

    void writeTo(WritableByteChannel out) throws IOException {
        long length = file.map(CutFile::length).orElse(source.size().orElse(-1));
        Progress progress = Progress.on(err, length);
        try {
            if (file.isEmpty()) {
                copy(0, source.size().orElse(Input.END), out, progress);
                return;
            }
            for (long at = 0; at < length;) {
                Piece piece = file.get().at(at);
                if (piece.isRendered()) {
                    write(piece.rope(), out);
                } else {
                    copy(piece.source(), piece.source() + piece.end() - piece.begin(), out, progress);
                }
                at = piece.end();
            }
        } finally {
            progress.end();
        }
    }

    private void copy(long begin, long end, WritableByteChannel out, Progress progress) throws IOException {
        if (end == Input.END) {
            source.copy(begin, end, out);
            return;
        }
        for (long at = begin; at < end;) {
            long to = Math.min(end, at + STEP);
            source.copy(at, to, out);
            progress.add(to - at);
            at = to;
        }
    }

    private static void write(Rope rope, WritableByteChannel out) throws IOException {
        byte[] piece = new byte[PIECE];
        long at = 0;
        while (at < rope.length()) {
            int size = Math.toIntExact(Math.min(PIECE, rope.length() - at));
            rope.render(at, ByteBuffer.wrap(piece), 0, size);
            ByteBuffer bytes = ByteBuffer.wrap(piece, 0, size);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            at += size;
        }
    }
}
