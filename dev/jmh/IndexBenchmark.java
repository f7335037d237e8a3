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

/** From the bytes of a moov in native memory to its index, and a first cut; and what copying those bytes takes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IndexBenchmark {
    @Param({"0.1", "7", "60"})
    public double megabytes;

    private Calls calls;
    private String second;
    private Memory bytes;

    @Setup
    public void make() {
        Moov moov = new Moov(megabytes);
        calls = new Calls(moov);
        second = Integer.toString(moov.seconds() - 10);
        bytes = new Memory(moov.head().length);
    }

    @Benchmark
    public void index() {
        calls.forget();
        calls.close(calls.seek(second));
    }

    @Benchmark
    public byte[] copy() {
        byte[] into = new byte[Math.toIntExact(bytes.size())];
        bytes.read(0, into, 0, into.length);
        return into;
    }
}
