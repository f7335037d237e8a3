package io.github.tsmp4java.corpus;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.head.CutHead;
import io.github.tsmp4java.head.Rope;
import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/** The engine's classes in the order in which the proxy calls them. */
public final class Pipeline {
    public static final long MOOV_MAX = 64L << 20;
    private static final int PIECE = 32 * 1024;

    private Pipeline() {
    }

    public static MovieIndex index(Source file) throws CutException {
        return index(file, at -> at + PIECE);
    }

    /** @param nextEdge from where a piece begins to where it ends; past the end of the file is its end */
    public static MovieIndex index(Source file, LongUnaryOperator nextEdge) throws CutException {
        HeadCollector collector = new HeadCollector(MOOV_MAX);
        long at = 0;
        while (at < file.length()) {
            long to = Math.min(file.length(), nextEdge.applyAsLong(at));
            byte[] piece = file.read(at, Math.toIntExact(to - at));
            if (collector.feed(piece, 0, piece.length)) {
                return MovieIndex.of(collector.head());
            }
            at = to;
        }
        throw new DeclinedCut("the file ends before its media begins");
    }

    public static Source cut(MovieIndex index, Source file, String start) throws CutException {
        SeekRequest.Seek seek = (SeekRequest.Seek) SeekRequest.parse(start, null, false);
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(file.length()));
        Rope rope = CutHead.of(index, plan);
        byte[] head = new byte[Math.toIntExact(rope.length())];
        rope.render(0, head, 0, head.length);
        return Source.cut(head, file, plan.sourceBegin(), plan.sourceEnd());
    }

    /** The whole cut in memory. */
    public static byte[] cutBytes(Source file, String start) throws CutException {
        Source cut = cut(index(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }
}
