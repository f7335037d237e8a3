package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.head.CutFile.Piece;
import io.github.tsmp4java.head.Rope;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of an answer, written file to file.
 *
 * @param file the cut; nothing where the whole file is the answer
 * @param source of the bytes
 */
record Cut(Optional<CutFile> file, FileChannel source) {
    private static final int PIECE = 64 << 10;

    static Cut of(FileChannel source, MovieIndex index, SeekRequest.Seek seek) throws IOException, CutException {
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(source.size()));
        return new Cut(Optional.of(CutFile.of(index, plan)), source);
    }

    static Cut whole(FileChannel source) {
        return new Cut(Optional.empty(), source);
    }

    void writeTo(WritableByteChannel out) throws IOException {
        if (file.isEmpty()) {
            copy(0, source.size(), out);
            return;
        }
        for (long at = 0; at < file.get().length();) {
            Piece piece = file.get().at(at);
            if (piece.isRendered()) {
                write(piece.rope(), out);
            } else {
                copy(piece.source(), piece.source() + piece.end() - piece.begin(), out);
            }
            at = piece.end();
        }
    }

    private void copy(long begin, long end, WritableByteChannel out) throws IOException {
        long at = begin;
        while (at < end) {
            long moved = source.transferTo(at, end - at, out);
            if (moved == 0) {
                throw new EOFException("the source became shorter while it was read: " + (end - at)
                        + " bytes are missing");
            }
            at += moved;
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
