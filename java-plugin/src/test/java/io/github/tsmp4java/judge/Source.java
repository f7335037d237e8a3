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

    /** {@code head} followed by bytes [begin, end) of {@code source}: what a client receives. */
    static Source cut(byte[] head, Source source, long begin, long end) {
        return new Source() {
            @Override
            public long length() {
                return head.length + (end - begin);
            }

            @Override
            public byte[] read(long offset, int length) {
                Objects.checkFromIndexSize(offset, length, length());
                byte[] out = new byte[length];
                int fromHead = (int) Math.max(0, Math.min(length, head.length - offset));
                if (fromHead > 0) {
                    System.arraycopy(head, (int) offset, out, 0, fromHead);
                }
                if (fromHead < length) {
                    byte[] rest = source.read(begin + (offset + fromHead - head.length), length - fromHead);
                    System.arraycopy(rest, 0, out, fromHead, rest.length);
                }
                return out;
            }
        };
    }
}
