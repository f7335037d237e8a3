package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.Movie;
import java.util.ArrayList;
import java.util.List;

/** All that is asked of one file: eleven starts, the same exactly, and five pieces. */
public final class Requests {
    private Requests() {
    }

    public static List<Request> of(Movie movie, long seed) {
        List<Request> out = new ArrayList<>();
        for (String start : Starts.of(movie, seed)) {
            out.add(new Request(start, null, false));
            out.add(new Request(start, null, true));
        }
        for (Request piece : Starts.withEnds(movie, seed)) {
            out.add(piece);
            if (!piece.start().equals("0")) {
                out.add(new Request(piece.start(), piece.end(), true));
            }
        }
        return out;
    }
}
