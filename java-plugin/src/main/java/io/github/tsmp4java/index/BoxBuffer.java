package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Bytes;
import java.util.Arrays;

/** The bytes of one box as they come: it grows with them, to at most {@link #PART} times what came, whatever a header claims. */
final class BoxBuffer {
    private static final int LEAST = 16;
    /** Once one part in so many of the box has come, memory for all of it is taken: from then on nothing is copied. */
    private static final int PART = 16;

    private final int first;
    private byte[] bytes = new byte[LEAST];
    private int held;
    private int wanted;

    /** @param first bytes that are wanted of each box, at most {@link #LEAST} */
    BoxBuffer(int first) {
        this.first = first;
        wanted = first;
    }

    /** Takes what it wants of the bytes from {@code at} on. @return how many */
    int take(byte[] from, int at, int most) {
        int step = Math.min(wanted - held, most);
        if (held + step > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(held + step));
        }
        System.arraycopy(from, at, bytes, held, step);
        held += step;
        return step;
    }

    /** By how much it will be larger when so many bytes come. */
    int growth(int coming) {
        return Math.max(0, grown(held + Math.min(wanted - held, coming)) - bytes.length);
    }

    private int grown(int needs) {
        if (needs <= bytes.length) {
            return bytes.length;
        }
        return needs >= wanted / PART ? wanted : Math.max(needs, 2 * bytes.length);
    }

    /** From the first byte of the box on. */
    void want(int size) {
        wanted = size;
    }

    int wanted() {
        return wanted;
    }

    int held() {
        return held;
    }

    boolean isComplete() {
        return held == wanted;
    }

    /** Memory that it takes. */
    int size() {
        return bytes.length;
    }

    /** What is held so far. */
    Bytes view() {
        return new Bytes(bytes, 0, held);
    }

    /** What is held, for good: the buffer is to be emptied then. */
    Bytes content() {
        // A moov has filled it to the last byte: no copy.
        return held == bytes.length ? view() : new Bytes(Arrays.copyOf(bytes, held));
    }

    void clear() {
        bytes = new byte[LEAST];
        held = 0;
        wanted = first;
    }
}
