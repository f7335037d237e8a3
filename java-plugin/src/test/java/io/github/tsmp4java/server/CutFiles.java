package io.github.tsmp4java.server;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.plan.SeekRequest;

/** What the engine makes of a file in process. */
final class CutFiles {
    private CutFiles() {
    }

    /** @param end as the client writes it */
    static byte[] cut(byte[] file, String start, String end) throws CutException {
        return cut(file, start, end, false);
    }

    static byte[] cut(byte[] file, String start, String end, boolean exact) throws CutException {
        Source source = Source.of(file);
        SeekRequest.Seek seek = (SeekRequest.Seek) SeekRequest.parse(start, end, exact);
        Source cut = Pipeline.cut(Pipeline.index(source), source, seek);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    static boolean isCut(byte[] file) {
        try {
            Pipeline.cutBytes(Source.of(file), "0.5");
            return true;
        } catch (CutException e) {
            return false;
        }
    }
}
