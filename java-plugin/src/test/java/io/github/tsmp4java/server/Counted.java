package io.github.tsmp4java.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is written through it. */
final class Counted extends FilterOutputStream {
    private final LongAdder bytes;

    Counted(OutputStream out, LongAdder bytes) {
        super(out);
        this.bytes = bytes;
    }

    @Override
    public void write(int single) throws IOException {
        out.write(single);
        bytes.increment();
    }

    @Override
    public void write(byte[] piece, int from, int length) throws IOException {
        out.write(piece, from, length);
        bytes.add(length);
    }
}
