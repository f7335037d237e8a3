package io.github.tsmp4java.corpus;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieHead;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/** The engine's classes in the order in which the proxy calls them. */
public final class Pipeline {
    public static final long MOOV_MAX = 64L << 20;
    private static final int FIRST = 256 * 1024;
    private static final int PIECE = 32 * 1024;

    private Pipeline() {
    }

    public static MovieIndex index(Source file) throws CutException {
        return index(file, at -> at + PIECE);
    }

    /** @param nextEdge from where a piece begins to where it ends; past the end of the file is its end */
    public static MovieIndex index(Source file, LongUnaryOperator nextEdge) throws CutException {
        HeadCollector collector = HeadCollector.ofStream(MOOV_MAX, file.length());
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

    /** As of a file that can be read anywhere: its beginning, then what is asked for, wherever that is. */
    public static MovieIndex indexAnywhere(Source file) throws CutException {
        return indexAnywhere(file, FIRST, Integer.MAX_VALUE);
    }

    /** @param most bytes read at once after the {@code first} ones */
    public static MovieIndex indexAnywhere(Source file, int first, int most) throws CutException {
        HeadCollector collector = new HeadCollector(MOOV_MAX, file.length());
        byte[] piece = file.read(0, Math.toIntExact(Math.min(first, file.length())));
        while (!collector.feed(piece, 0, piece.length)) {
            long at = collector.position();
            long length = Math.min(most, Math.min(collector.wanted(), file.length() - at));
            if (length <= 0) {
                throw new DeclinedCut("the file ends before its moov does");
            }
            collector.skipTo(at);
            piece = file.read(at, Math.toIntExact(length));
        }
        return MovieIndex.of(collector.head());
    }

    /** As for this one seek: fragments before it may be left out. Pieces of {@code most} bytes. */
    public static MovieIndex indexFor(Source file, SeekRequest.Seek seek, int most) throws CutException {
        HeadCollector collector = new HeadCollector(MOOV_MAX, file.length(), seek.start(), 0);
        while (true) {
            long at = collector.position();
            if (at >= file.length()) {
                throw new DeclinedCut("the file ends before its moov does");
            }
            byte[] piece = file.read(at, Math.toIntExact(Math.min(most, file.length() - at)));
            collector.skipTo(at);
            if (collector.feed(piece, 0, piece.length)) {
                if (!collector.head().partial() || isWithin(collector.head(), seek)) {
                    return MovieIndex.of(collector.head());
                }
                collector.readAll();
            }
        }
    }

    private static boolean isWithin(MovieHead head, SeekRequest.Seek seek) {
        try {
            return CutPlan.isWithin(MovieIndex.of(head), seek);
        } catch (CutException e) {
            return false;
        }
    }

    public static Source cut(MovieIndex index, Source file, String start) throws CutException {
        return cut(index, file, Request.start(start).seek());
    }

    public static Source cut(MovieIndex index, Source file, SeekRequest.Seek seek) throws CutException {
        CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(file.length()));
        return new CutSource(CutFile.of(index, plan), file);
    }

    /** The same of a file that can be read anywhere. */
    public static byte[] cutBytesAnywhere(Source file, String start) throws CutException {
        Source cut = cut(indexAnywhere(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    /** The whole cut in memory. */
    public static byte[] cutBytes(Source file, String start) throws CutException {
        Source cut = cut(index(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }
}
