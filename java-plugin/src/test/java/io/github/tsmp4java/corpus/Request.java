package io.github.tsmp4java.corpus;

import io.github.tsmp4java.plan.SeekRequest;

/**
 * What a client asks for.
 *
 * @param start as it is written in the URL
 * @param end   the same, or null
 * @param exact whether the server is told to begin at the start itself
 */
public record Request(String start, String end, boolean exact) {
    public static Request start(String start) {
        return new Request(start, null, false);
    }

    public SeekRequest.Seek seek() {
        return (SeekRequest.Seek) SeekRequest.parse(start, end, exact);
    }

    @Override
    public String toString() {
        return "start=" + start + (end == null ? "" : "&end=" + end) + (exact ? " exact" : "");
    }
}
