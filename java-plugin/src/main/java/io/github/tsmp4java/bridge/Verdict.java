package io.github.tsmp4java.bridge;

/** {@code enum tsmp4_verdict}: what a call of the engine returns. */
final class Verdict {
    static final int DECLINED = 0;
    static final int OK = 1;
    static final int MORE = 2;
    static final int BAD_REQUEST = 3;
    static final int WHOLE = 4;
    static final int BUSY = 5;

    private Verdict() {}
}
