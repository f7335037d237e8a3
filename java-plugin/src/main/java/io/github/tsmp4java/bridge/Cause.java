package io.github.tsmp4java.bridge;

/** {@code enum tsmp4_cause}: what a call was declined for. */
final class Cause {
    static final int ENGINE = 0;
    static final int FILE = 1;
    static final int MEMORY = 2;

    private Cause() {}
}
