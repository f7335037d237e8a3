package io.github.tsmp4java.bridge;

/** {@code enum tsmp4_use}: how the file can be read. */
final class Use {
    static final int STREAM = 0;
    static final int SEEKABLE = 1;
    static final int AHEAD = 2;

    private Use() {}
}
