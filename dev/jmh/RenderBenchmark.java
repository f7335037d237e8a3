package io.github.tsmp4java.bridge;

import com.sun.jna.Memory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * {@link #WINDOW} bytes of the head of a cut into native memory, from one place after another of a table: one that is
 * copied (stsz), one that a constant is added to (co64), and a plain copy of as many bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {
    static final int WINDOW = 32 << 10;
    private static final int SIZE_BYTES = 4;
    private static final int PLACE_BYTES = 8;

    @Param({"0.1", "7", "60"})
    public double megabytes;

    private Moov moov;
    private Calls calls;
    private long seek;
    private final Memory into = new Memory(WINDOW);
    private Table sizes;
    private Table places;

    /** Where the next window of a table is. */
    private static final class Table {
        private final int begin;
        private final int end;
        private int at;

        Table(int begin, int end) {
            this.begin = begin;
            this.end = end;
            at = begin;
        }

        int next() {
            at = at + 2 * WINDOW <= end ? at + WINDOW : begin;
            return at;
        }
    }

    @Setup
    public void make() {
        moov = new Moov(megabytes);
        calls = new Calls(moov);
        // All but the first second, so that the tables are nearly as long as those of the file.
        seek = calls.seek("1.5");
        byte[] head = calls.head(seek);
        int frames = moov.frames() - 25;
        // The rows of stsz stand behind one field more; the first place is one that is made anew.
        int sizesAt = Moov.rows(head, "stsz") + 4;
        sizes = new Table(sizesAt, sizesAt + frames * SIZE_BYTES);
        int placesAt = Moov.rows(head, "co64") + PLACE_BYTES;
        places = new Table(placesAt, placesAt + (frames - 1) * PLACE_BYTES);
    }

    @TearDown
    public void close() {
        calls.close(seek);
    }

    @Benchmark
    public void copied() {
        calls.render(seek, sizes.next(), into, WINDOW);
    }

    @Benchmark
    public void added() {
        calls.render(seek, places.next(), into, WINDOW);
    }

    @Benchmark
    public void plainCopy() {
        into.write(0, moov.head(), sizes.next(), WINDOW);
    }
}
