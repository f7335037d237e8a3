package io.github.tsmp4java.index;

/** A range of the file's bytes, {@code end} not included. */
public record Extent(long begin, long end) {
    public long length() {
        return end - begin;
    }

    Extent cover(Extent other) {
        return new Extent(Math.min(begin, other.begin), Math.max(end, other.end));
    }
}
