package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.head.CutFile.Piece;
import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One seek between open and close. Its calls come one after another, from several threads. */
final class Seek {
    private static final Logger LOG = LoggerFactory.getLogger(Seek.class);

    /** Bytes copied between the heap and native memory at a time. */
    private static final int PIECE = 64 << 10;
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[PIECE]);

    private final SeekRequest.Seek request;
    private final Budget.Share share;
    private HeadCollector collector;
    /** Bytes of the file the shim holds on to until the cut is planned, or until they are passed on untouched. */
    private long fed;
    private CutFile cut;

    Seek(SeekRequest.Seek request, long moovMax, Budget.Share share) {
        this.request = request;
        this.share = share;
        collector = new HeadCollector(moovMax);
    }

    synchronized int collect(Pointer bytes, long size, Answer answer) throws CutException {
        fed += size;
        byte[] buffer = BUFFER.get();
        boolean complete = false;
        for (long done = 0; done < size && !complete;) {
            int step = (int) Math.min(size - done, PIECE);
            bytes.read(done, buffer, 0, step);
            complete = collector.feed(buffer, 0, step);
            share.hold(fed + collector.retained());
            done += step;
        }
        answer.moov_size = collector.moovSize();
        return complete ? Verdict.OK : Verdict.MORE;
    }

    synchronized int plan(long sourceSize, Answer answer) throws CutException {
        MovieIndex index = MovieIndex.of(collector.head());
        collector = null;
        CutPlan plan = CutPlan.of(index, request, sourceSize < 0 ? OptionalLong.empty() : OptionalLong.of(sourceSize));
        cut = CutFile.of(index, plan);
        share.hold(index.byteSize());
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", plan.describe());
        }
        answer.length = cut.length();
        cut.pieces().stream().filter(piece -> !piece.isRendered()).forEach(piece -> {
            answer.source_begin = answer.source_end == 0 ? piece.source() : answer.source_begin;
            answer.source_end = piece.source() + piece.end() - piece.begin();
        });
        return Verdict.OK;
    }

    synchronized int piece(long offset, PieceAnswer answer) {
        Piece piece = cut.at(offset);
        answer.begin = piece.begin();
        answer.end = piece.end();
        answer.source = piece.source();
        answer.write();
        return Verdict.OK;
    }

    synchronized int render(long offset, Pointer into, long size) {
        Piece piece = cut.at(offset);
        byte[] buffer = BUFFER.get();
        for (long done = 0; done < size;) {
            int step = (int) Math.min(size - done, PIECE);
            piece.rope().render(offset - piece.begin() + done, buffer, 0, step);
            into.write(done, buffer, 0, step);
            done += step;
        }
        return Verdict.OK;
    }

    /** Lets go of everything but the share for the bytes that the shim still has to pass on. */
    synchronized void decline() {
        collector = null;
        cut = null;
        try {
            share.hold(fed);
        } catch (CutException e) {
            // A larger share was refused, and a smaller one is never refused: what is held stays as it was.
            LOG.debug("{}", e.getMessage());
        }
    }

    synchronized void close() {
        collector = null;
        cut = null;
        share.release();
    }
}
