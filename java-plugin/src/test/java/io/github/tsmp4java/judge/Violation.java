package io.github.tsmp4java.judge;

/** One thing wrong with a cut. */
public record Violation(Kind kind, String where, String what) {
    @Override
    public String toString() {
        return kind + " " + where + ": " + what;
    }
}
