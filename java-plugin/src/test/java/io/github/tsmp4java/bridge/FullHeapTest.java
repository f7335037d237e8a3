package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The Java heap is full just where next to nothing is asked of it: the seek is a cut, and is forgotten when it is over. */
class FullHeapTest extends EngineCalls {
    private static final byte[] FILE = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
    private static final String TAG = "\"1\"";
    private static final AtomicLong USED = new AtomicLong();
    private static Momentary cache;

    /** Full once, at these calls. */
    private static final class Momentary extends IndexCache {
        private boolean isFullAtAdd;
        private boolean isFullAtAbandon;

        @Override
        synchronized Entry add(Optional<FileKey> key, long seek, MovieIndex index, String reason, Budget.Share share) {
            if (isFullAtAdd) {
                isFullAtAdd = false;
                throw new OutOfMemoryError("made up");
            }
            return super.add(key, seek, index, reason, share);
        }

        @Override
        synchronized void abandon(FileKey key, long seek) {
            if (isFullAtAbandon) {
                isFullAtAbandon = false;
                throw new OutOfMemoryError("made up");
            }
            super.abandon(key, seek);
        }
    }

    FullHeapTest() {
        super(engine(), USED, BUDGET);
    }

    private static Engine engine() {
        cache = new Momentary();
        return new Engine(new Budget(USED, 0), cache);
    }

    private long seek() {
        assertEquals(Verdict.MORE, open("4.5", TAG, FILE.length));
        long seek = answer.seek;
        assertEquals(Verdict.OK, collect(seek, 0, FILE));
        assertEquals(Verdict.OK, plan(seek), this::reason);
        cut(seek, FILE);
        return seek;
    }

    @Test
    void asAnIndexIsKept() {
        cache.isFullAtAdd = true;
        close(seek());
    }

    /** Else its index would be kept for ever, whatever was used since. */
    @Test
    void asASeekEnds() {
        long seek = seek();
        cache.isFullAtAbandon = true;
        close(seek);
    }
}
