package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of {@link EngineTable}: a failure of any kind is {@link Verdict#DECLINED} with a reason. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** Ready before memory is short. */
    private static final byte[] OUT_OF_MEMORY = Answer.terminated("declined: the Java heap is full");

    /** Of a failure's trace so many are told. */
    private static final int FRAMES = 6;

    private final Budget budget;
    private final IndexCache cache;
    private final AtomicLong parseFailures = new AtomicLong();
    /** Calls that took part in answering a seek, and the time of a thread of the proxy that they took. */
    private final LongAdder calls = new LongAdder();
    private final LongAdder callNanos = new LongAdder();
    private final ConcurrentHashMap<Long, Seek> seeks = new ConcurrentHashMap<>();
    private final AtomicLong handles = new AtomicLong();

    Engine(Budget budget) {
        this(budget, new IndexCache());
    }

    Engine(Budget budget, IndexCache cache) {
        this.budget = budget;
        this.cache = cache;
        budget.reclaimFrom(cache::evict);
    }

    /** A call that may fail in any way. */
    private interface Call {
        int run(Answer answer) throws CutException, NoRoom;
    }

    /** {@code source}: null = the file is not known yet. */
    int open(Pointer request, Pointer source, Pointer answer) {
        Call call = filled -> open(Request.read(request), source, filled);
        return guard(answer, call, call);
    }

    private int open(Request asked, Pointer source, Answer answer) throws CutException, NoRoom {
        SeekRequest request = asked.seek();
        if (request instanceof SeekRequest.Seek seek) {
            budget.allow(asked.indexBudget());
            long handle = handles.incrementAndGet();
            Seek opened = new Seek(handle, asked, seek, cache, budget);
            seeks.put(handle, opened);
            answer.seek(handle);
            return source == null ? Verdict.OK : findAtOnce(opened, source, answer);
        }
        if (request instanceof SeekRequest.BadRequest bad) {
            answer.reason(bad.message());
            return Verdict.BAD_REQUEST;
        }
        return Verdict.WHOLE;
    }

    /** As {@link #find}: a seek that is declined holds nothing but its handle. */
    private int findAtOnce(Seek seek, Pointer source, Answer answer) throws CutException, NoRoom {
        int verdict = Verdict.DECLINED;
        try {
            verdict = seek.find(Source.read(source), answer);
        } catch (OutOfMemoryError e) {
            // It is opened once more, with another handle: what it claimed is not to stay with this one, and to let go of it
            // takes some room, too.
            makeRoom();
            seek.decline();
            seeks.values().remove(seek);
            throw e;
        } finally {
            if (verdict == Verdict.DECLINED) {
                seek.decline();
            }
        }
        return verdict;
    }

    int find(long handle, Pointer source, Pointer answer) {
        return guardSeek(handle, answer, (seek, filled) -> seek.find(Source.read(source), filled));
    }

    int collect(long handle, long position, Pointer bytes, long size, Pointer answer) {
        return guardSeek(handle, answer, (seek, filled) -> seek.collect(position, bytes, size, filled), Seek::collectAnew);
    }

    int plan(long handle, Pointer answer) {
        return guardSeek(handle, answer, Seek::plan);
    }

    int piece(long handle, long offset, Pointer piece) {
        return guardSeek(handle, null, (seek, none) -> seek.piece(offset, piece));
    }

    int render(long handle, long offset, Pointer rooms, int count) {
        return guardSeek(handle, null, (seek, none) -> seek.render(offset, rooms, count));
    }

    void clear() {
        try {
            cache.clear();
        } catch (Throwable failure) {
            report(failure);
        }
    }

    void count(Pointer counters) {
        try {
            cache.counters().write(counters, budget.used(), parseFailures.get(), calls.sum(), callNanos.sum());
        } catch (Throwable failure) {
            report(failure);
        }
    }

    /** A seek that is not closed would hold its index for ever. */
    void close(long handle) {
        try {
            try {
                end(handle);
            } catch (OutOfMemoryError e) {
                makeRoom();
                end(handle);
            }
        } catch (Throwable failure) {
            report(failure);
        }
    }

    private void end(long handle) {
        Seek seek = seeks.get(handle);
        if (seek != null) {
            seek.close();
            seeks.remove(handle);
        }
    }

    int openSeeks() {
        return seeks.size();
    }

    /** A call on an open seek. */
    private interface SeekCall {
        int run(Seek seek, Answer answer) throws CutException, NoRoom;
    }

    private int guardSeek(long handle, Pointer answer, SeekCall call) {
        return guardSeek(handle, answer, call, call);
    }

    /** {@code anew} is made in place of a call for which the Java heap was full. */
    private int guardSeek(long handle, Pointer answer, SeekCall call, SeekCall anew) {
        int verdict = guard(answer, filled -> call.run(seek(handle), filled), filled -> anew.run(seek(handle), filled));
        if (verdict == Verdict.DECLINED) {
            decline(handle);
        }
        return verdict;
    }

    private Seek seek(long handle) {
        Seek seek = seeks.get(handle);
        if (seek == null) {
            throw new IllegalStateException("no open seek " + handle);
        }
        return seek;
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
    private int guard(Pointer answer, Call call, Call anew) {
        long begin = System.nanoTime();
        try {
            return twice(answer, call, anew);
        } catch (CutException e) {
            parseFailures.incrementAndGet();
            return declined(answer, Cause.FILE, e.getMessage(), null);
        } catch (NoRoom e) {
            return declined(answer, Cause.MEMORY, e.getMessage(), null);
        } catch (OutOfMemoryError e) {
            return outOfMemory(answer);
        } catch (Throwable failure) {
            return declined(answer, Cause.ENGINE, "engine failure: " + failure.getClass().getName(), failure);
        } finally {
            calls.increment();
            callNanos.add(System.nanoTime() - begin);
        }
    }

    /** Where the Java heap is full, the indexes that were used last the longest ago go. */
    private void makeRoom() {
        cache.evict(budget.used() / 8);
    }

    /** Makes the call; if the Java heap is full, makes room, and then the call {@code anew}. */
    private int twice(Pointer answer, Call call, Call anew) throws CutException, NoRoom {
        try {
            return call.run(answer == null ? null : new Answer(answer));
        } catch (OutOfMemoryError e) {
            makeRoom();
            return anew.run(answer == null ? null : new Answer(answer));
        }
    }

    private static int declined(Pointer answer, int cause, String reason, Throwable failure) {
        try {
            if (failure != null) {
                report(failure);
            }
            if (answer != null) {
                new Answer(answer).declined(cause, reason);
            }
        } catch (Throwable second) {
            return outOfMemory(answer);
        }
        return Verdict.DECLINED;
    }

    private static int outOfMemory(Pointer answer) {
        if (answer != null) {
            new Answer(answer).outOfMemory(OUT_OF_MEMORY);
        }
        return Verdict.DECLINED;
    }

    /** In one line: the lines of a whole trace would keep the reason of the seek out of the log. */
    private static void report(Throwable failure) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            StringBuilder line = new StringBuilder("a call of the shim failed: ").append(failure);
            for (int i = 0; i < Math.min(trace.length, FRAMES); i++) {
                line.append(" at ").append(trace[i]);
            }
            LOG.error(line.toString());
        } catch (Throwable second) {
            // Nothing is left to say it with; the verdict says that the call failed.
            return;
        }
    }
}
