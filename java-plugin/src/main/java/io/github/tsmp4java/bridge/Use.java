package io.github.tsmp4java.bridge;

/** {@code enum tsmp4_use}: what the file is found for. */
final class Use {
    static final int STREAM = 0;
    static final int SEEKABLE = 1;
    static final int GUESS = 2;

    private Use() {}
}
