package io.github.tsmp4java.server;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;

/** Which files the engine cuts; why it does not cut the others is told by the tests in process. */
final class CutFiles {
    private CutFiles() {
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
