package io.github.tsmp4java.fuzz;

import java.util.Random;

/** Chance as the fuzzer has it: what is drawn are the bytes of its input, and behind their end always the same. */
final class Chance extends Random {
    private static final long serialVersionUID = 1L;
    /** Odd, and without a pattern. */
    private static final int SPREAD = 0x9e3779b1;
    private final transient byte[] input;
    private int at;

    Chance(byte[] input) {
        super(0);
        this.input = input;
    }

    @Override
    protected int next(int bits) {
        if (input == null || at == input.length) {
            return super.next(bits);
        }
        // A byte is enough for what is small, so that inputs are short; spread, since both ends of the word are used.
        return (input[at++] & 0xff) * SPREAD >>> (32 - bits);
    }
}
