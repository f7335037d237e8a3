package io.github.tsmp4java.judge;

import java.util.Arrays;
import java.util.Objects;

/** Bytes of a file that may be too large to hold: only what is asked for is made. */
public interface Source {
    long length();

    /** Reads exactly {@code length} bytes that must exist. */
    byte[] read(long offset, int length);

    static Source of(byte[] bytes) {
        return new Source() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                int from = Math.toIntExact(offset);
                Objects.checkFromIndexSize(from, length, bytes.length);
                return Arrays.copyOfRange(bytes, from, from + length);
            }
        };
    }
}
