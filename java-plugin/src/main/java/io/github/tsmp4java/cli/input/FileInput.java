package io.github.tsmp4java.cli.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file.
 *
 * @param path of it; empty of standard input
 */
record FileInput(FileChannel file, Optional<Path> path, long bytes) implements Input {

    static Input open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path);
        return new FileInput(file, Optional.of(path), file.size());
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(bytes);
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public boolean isFile(Path other) throws IOException {
        return path.isPresent() && Files.exists(other) && Files.isSameFile(path.get(), other);
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return Math.max(0, file.read(into, at));
    }

    @Override
    public void copy(long begin, long end, WritableByteChannel out) throws IOException {
        long to = end == END ? bytes : end;
        for (long at = begin; at < to;) {
            long moved = file.transferTo(at, to - at, out);
            if (moved == 0) {
                throw new EOFException("the source became shorter while it was read: it ends at byte " + at);
            }
            at += moved;
        }
    }

    @Override
    public void close() throws IOException {
        // Standard input is not ours.
        if (path.isPresent()) {
            file.close();
        }
    }
}
