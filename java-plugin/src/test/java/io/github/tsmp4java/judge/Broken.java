package io.github.tsmp4java.judge;

/** The file cannot be read as ISO/IEC 14496-12 says. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    public Broken(Kind kind, String what) {
        super(what);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
