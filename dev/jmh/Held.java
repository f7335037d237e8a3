package io.github.tsmp4java.bridge;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.index.MovieIndex;
import java.util.ArrayList;
import java.util.List;

/** A program: of each moov, by its megabytes, how many bytes of heap the index holds, and how many it has itself. */
public final class Held {
    private static final int INDEXES = 4;

    private Held() {
    }

    public static void main(String[] arguments) throws Exception {
        for (String megabytes : arguments) {
            Moov moov = new Moov(Double.parseDouble(megabytes));
            // Once before: what is made once and for all is not counted.
            Pipeline.indexAnywhere(moov.file());
            List<MovieIndex> held = new ArrayList<>();
            long before = ReachableHeap.bytes();
            for (int i = 0; i < INDEXES; i++) {
                held.add(Pipeline.indexAnywhere(moov.file()));
            }
            long each = (ReachableHeap.bytes() - before) / held.size();
            System.out.println("held " + megabytes + " " + each + " " + moov.head().length);
        }
    }
}
