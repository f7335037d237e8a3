package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutHead;
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
 * What a client gets: a new head, then bytes of the source.
 *
 * @param head nothing where the whole file is the answer
 * @param source of the bytes
 * @param begin first byte of the source that follows the head
 * @param end one past the last
 */
record Cut(Optional<Rope> head, FileChannel source, long begin, long end) {
    private static final int PIECE = 64 << 10;

    static Cut of(FileChannel source, MovieIndex index, SeekRequest.Seek seek) throws IOException, CutException {
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(source.size()));
        return new Cut(Optional.of(CutHead.of(index, plan)), source, plan.sourceBegin(), plan.sourceEnd());
    }

    static Cut whole(FileChannel source) throws IOException {
        return new Cut(Optional.empty(), source, 0, source.size());
    }

    void writeTo(WritableByteChannel out) throws IOException {
        if (head.isPresent()) {
            writeHead(head.get(), out);
        }
        long at = begin;
        while (at < end) {
            long moved = source.transferTo(at, end - at, out);
            if (moved == 0) {
                throw new EOFException("the source became shorter while it was read: " + (end - at) + " bytes are missing");
            }
            at += moved;
        }
    }

    private static void writeHead(Rope head, WritableByteChannel out) throws IOException {
        byte[] piece = new byte[PIECE];
        long at = 0;
        while (at < head.length()) {
            int size = Math.toIntExact(Math.min(PIECE, head.length() - at));
            head.render(at, piece, 0, size);
            ByteBuffer bytes = ByteBuffer.wrap(piece, 0, size);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            at += size;
        }
    }
}
