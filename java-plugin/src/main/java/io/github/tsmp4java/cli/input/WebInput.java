package io.github.tsmp4java.cli.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A file on a web server, read by Ranges. It holds the one that came last. */
final class WebInput implements Input {
    /** What is asked for where it jumps to, and at most where it reads on. */
    private static final int LEAST = 64 << 10;
    private static final int MOST = 1 << 20;

    private final WebFile file;
    private byte[] held;
    /** Where its first byte stands. */
    private long begin;

    private WebInput(WebFile file, byte[] first) {
        this.file = file;
        held = first;
    }

    static Input open(String url) throws IOException {
        WebFile file = new WebFile(url);
        byte[] first = file.range(0, LEAST);
        return new WebInput(file, first);
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(file.size());
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public boolean isFile(Path path) {
        return false;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        if (at >= file.size()) {
            return 0;
        }
        if (at < begin || at >= begin + held.length) {
            boolean readsOn = at == begin + held.length;
            fetch(at, readsOn ? Math.min(MOST, Math.max(LEAST, 2 * held.length)) : LEAST);
        }
        int from = Math.toIntExact(at - begin);
        int count = Math.min(into.remaining(), held.length - from);
        into.put(held, from, count);
        return count;
    }

    @Override
    public void copy(long first, long end, WritableByteChannel out) throws IOException {
        long to = Math.min(end, file.size());
        for (long at = first; at < to;) {
            if (at < begin || at >= begin + held.length) {
                fetch(at, Math.toIntExact(Math.min(MOST, to - at)));
            }
            int from = Math.toIntExact(at - begin);
            ByteBuffer bytes = ByteBuffer.wrap(held, from, Math.toIntExact(Math.min(to - at, held.length - from)));
            at += bytes.remaining();
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    private void fetch(long at, int bytes) throws IOException {
        held = file.range(at, Math.min(file.size(), at + bytes));
        begin = at;
    }

    @Override
    public void close() {
        // The client's threads end with the program.
    }
}
