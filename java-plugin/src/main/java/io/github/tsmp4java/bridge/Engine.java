package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.plan.SeekRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of {@link EngineTable}: a failure of any kind is {@link Verdict#DECLINED} with a reason. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** Ready before memory is short. */
    private static final byte[] OUT_OF_MEMORY =
            "declined: the Java heap is full\0".getBytes(StandardCharsets.US_ASCII);
    private static final int REASON_OFFSET = new Answer().offsetOfReason();

    private final Budget budget;
    private final ConcurrentHashMap<Long, Seek> seeks = new ConcurrentHashMap<>();
    private final AtomicLong handles = new AtomicLong();

    Engine(Budget budget) {
        this.budget = budget;
    }

    /** A call that may fail in any way. */
    private interface Call {
        int run(Answer answer) throws CutException;
    }

    int open(Pointer request, Pointer answer) {
        return guard(answer, filled -> open(new Request(request), filled));
    }

    private int open(Request asked, Answer answer) {
        SeekRequest request = SeekRequest.parse(asked.startText(), asked.endText(), false);
        if (request instanceof SeekRequest.Seek seek) {
            long handle = handles.incrementAndGet();
            seeks.put(handle, new Seek(seek, asked.moov_max, budget.share()));
            answer.seek = handle;
            return Verdict.OK;
        }
        if (request instanceof SeekRequest.BadRequest bad) {
            answer.reason(bad.message());
            return Verdict.BAD_REQUEST;
        }
        return Verdict.WHOLE;
    }

    int collect(long handle, Pointer bytes, long size, Pointer answer) {
        return guardSeek(handle, answer, (seek, filled) -> seek.collect(bytes, size, filled));
    }

    int plan(long handle, long sourceSize, Pointer answer) {
        return guardSeek(handle, answer, (seek, filled) -> seek.plan(sourceSize, filled));
    }

    int piece(long handle, long offset, Pointer piece) {
        return guardSeek(handle, null, (seek, none) -> seek.piece(offset, new PieceAnswer(piece)));
    }

    int render(long handle, long offset, Pointer into, long size) {
        return guardSeek(handle, null, (seek, none) -> seek.render(offset, into, size));
    }

    void close(long handle) {
        try {
            Seek seek = seeks.remove(handle);
            if (seek != null) {
                seek.close();
            }
        } catch (Throwable failure) {
            report(failure);
        }
    }

    int openSeeks() {
        return seeks.size();
    }

    /** A call on an open seek. */
    private interface SeekCall {
        int run(Seek seek, Answer answer) throws CutException;
    }

    private int guardSeek(long handle, Pointer answer, SeekCall call) {
        int verdict = guard(answer, filled -> {
            Seek seek = seeks.get(handle);
            if (seek == null) {
                throw new IllegalStateException("no open seek " + handle);
            }
            return call.run(seek, filled);
        });
        if (verdict == Verdict.DECLINED) {
            decline(handle);
        }
        return verdict;
    }

    private void decline(long handle) {
        try {
            Seek seek = seeks.get(handle);
            if (seek != null) {
                seek.decline();
            }
        } catch (Throwable failure) {
            report(failure);
        }
    }

    /** {@code answer} may be null: then only the verdict is wanted. */
    private int guard(Pointer answer, Call call) {
        try {
            Answer filled = answer == null ? null : new Answer(answer);
            int verdict = call.run(filled);
            if (filled != null) {
                filled.write();
            }
            return verdict;
        } catch (CutException e) {
            return declined(answer, e.getMessage(), null);
        } catch (OutOfMemoryError e) {
            writeReason(answer, OUT_OF_MEMORY, OUT_OF_MEMORY.length);
            return Verdict.DECLINED;
        } catch (Throwable failure) {
            return declined(answer, "engine failure: " + failure.getClass().getName(), failure);
        }
    }

    private static int declined(Pointer answer, String reason, Throwable failure) {
        try {
            if (failure != null) {
                report(failure);
            }
            Answer filled = new Answer();
            filled.reason(reason);
            writeReason(answer, filled.reason, filled.reason.length);
        } catch (Throwable second) {
            writeReason(answer, OUT_OF_MEMORY, OUT_OF_MEMORY.length);
        }
        return Verdict.DECLINED;
    }

    private static void writeReason(Pointer answer, byte[] reason, int size) {
        if (answer != null) {
            answer.write(REASON_OFFSET, reason, 0, size);
        }
    }

    private static void report(Throwable failure) {
        try {
            LOG.error("a call of the shim failed", failure);
        } catch (Throwable second) {
            // Nothing is left to say it with; the verdict says that the call failed.
            return;
        }
    }
}
