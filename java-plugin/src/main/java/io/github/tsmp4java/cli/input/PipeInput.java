package io.github.tsmp4java.cli.input;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Standard input, where it is a pipe: what went past cannot be read again, but for the piece that came last. */
final class PipeInput implements Input {
    private static final int PIECE = 64 << 10;

    private final ReadableByteChannel pipe;
    /** The piece that came last: its position is of no meaning, its limit is its end. */
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
    /** Where its first byte stands. */
    private long begin;

    PipeInput(ReadableByteChannel pipe) {
        this.pipe = pipe;
    }

    /** A file where the shell has opened one. */
    static Input standard() throws IOException {
        // Never closed: where the shell has closed it, the descriptor is of a file that the VM itself has open.
        @SuppressWarnings("resource")
        FileChannel channel = new FileInputStream(FileDescriptor.in).getChannel();
        return isAtTheBeginning(channel) ? new FileInput(channel, Optional.empty(), channel.size()) : new PipeInput(channel);
    }

    /** A pipe has no position. A file of which another program has read some goes on where that stopped, as a pipe does. */
    private static boolean isAtTheBeginning(FileChannel channel) {
        try {
            return channel.position() == 0 && channel.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isSeekable() {
        return false;
    }

    @Override
    public boolean isFile(Path path) {
        return false;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        ByteBuffer found = find(at);
        found.limit(Math.min(found.limit(), found.position() + into.remaining()));
        int count = found.remaining();
        into.put(found);
        return count;
    }

    @Override
    public void copy(long first, long end, WritableByteChannel out) throws IOException {
        for (long at = first; at < end;) {
            ByteBuffer found = find(at);
            if (!found.hasRemaining() && end == END) {
                return;
            }
            if (!found.hasRemaining()) {
                throw new EOFException("standard input ends too early, at byte " + at);
            }
            found.limit((int) Math.min(found.limit(), found.position() + end - at));
            at += found.remaining();
            while (found.hasRemaining()) {
                out.write(found);
            }
        }
    }

    /** What there is from {@code at} on; nothing at the end. */
    private ByteBuffer find(long at) throws IOException {
        if (at < begin) {
            throw new IOException("standard input went past byte " + at + ", which is wanted now: give a file, or a URL");
        }
        while (at >= begin + piece.limit()) {
            long next = begin + piece.limit();
            int got = pipe.read(piece.clear());
            begin = next;
            piece.flip();
            if (got <= 0) {
                return piece.duplicate();
            }
        }
        return piece.duplicate().position((int) (at - begin));
    }

    @Override
    public void close() {
        // Standard input is not ours.
    }
}
